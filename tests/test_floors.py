"""Who may import whom: the imports of src/esg_report, read without running them, against the table of floors."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = "esg_report"
SOURCE = Path(__file__).resolve().parent.parent / "src" / PACKAGE

GROUND = {"model", "quantity", "errors", "pause", "share", "strict_yaml"}
STAGES = {"intake", "derive", "checks", "disclose", "compose"}

# Room: the rooms it may import, besides itself. The package's own __init__ (its version) is open to all.
MAY_IMPORT = {
    # floor 1
    "model": set(),
    "quantity": {"model"},
    "errors": set(),
    "pause": set(),
    "share": set(),
    "strict_yaml": GROUND,
    # floor 2
    "reference": GROUND,
    "i18n": GROUND,
    **dict.fromkeys(STAGES, GROUND),
    # floor 3
    "charts": GROUND | {"i18n"},
    # floor 4
    "writers": GROUND | {"i18n", "charts"},
    "proofs": GROUND | {"i18n"},
    "pipeline": GROUND | {"reference"} | STAGES,
    # floor 5
    "forms": GROUND | {"i18n"},
    "engine": GROUND | {"pipeline", "writers", "proofs"},
    # floor 6
    "cli": {"*"},
    "web": {"*"},
    "__main__": {"cli"},
    "__init__": set(),
}
FACES = {"cli", "web"}  # never each other
LAZY = {"cli"}  # may import own modules inside functions: --help answers within 0.1 s
STANDARD_LIBRARY_ONLY = {"model", "quantity", "errors", "pause", "share"}


@dataclass(frozen=True, slots=True)
class Import:
    """One import of an own module."""

    file: Path  # relative to the package
    line: int
    module: str  # the importing module, without the package name; "" is the package itself
    target: str  # the imported module, likewise
    inside: bool  # in a function

    @property
    def rooms(self) -> tuple[str, str]:
        """The importing room and the imported one."""
        return room(self.module), room(self.target)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.module or PACKAGE} imports {self.target or PACKAGE}"


def room(module: str) -> str:
    return module.partition(".")[0] or "__init__"


def module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules(root: Path) -> dict[str, Path]:
    return {module_name(path, root): path for path in sorted(root.rglob("*.py"))}


def is_type_checking(test: ast.expr) -> bool:
    return any(
        getattr(node, "id", None) == "TYPE_CHECKING" or getattr(node, "attr", None) == "TYPE_CHECKING"
        for node in ast.walk(test)
    )


def targets(node: ast.Import | ast.ImportFrom, module: str, path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Own modules that one statement imports: a name imported from a package counts as that module where it is one."""
    if isinstance(node, ast.Import):
        names = [(alias.name, None) for alias in node.names]
    else:
        origin = node.module or ""
        if node.level:
            steps = module.split(".") if module else []
            steps = steps if path.name == "__init__.py" else steps[:-1]
            steps = steps[: len(steps) - node.level + 1]
            origin = ".".join([PACKAGE, *steps, *([node.module] if node.module else [])])
        names = [(origin, alias.name) for alias in node.names]
    for origin, name in names:
        head, _, own = origin.partition(".")
        if head != PACKAGE:
            continue
        longer = f"{own}.{name}".lstrip(".") if name else own
        yield longer if longer in known else own


def imports(root: Path = SOURCE) -> list[Import]:
    known = modules(root)
    return [
        Import(path.relative_to(root), node.lineno, module, target, inside)
        for module, path in known.items()
        for node, inside in statements(ast.parse(path.read_text(encoding="utf-8")))
        for target in targets(node, module, path, known)
    ]


def statements(tree: ast.AST, *, inside: bool = False) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, inside
        else:
            within = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from statements(node, inside=within)


def trespasses(found: list[Import]) -> list[str]:
    wrong = []
    for one in found:
        mine, theirs = one.rooms
        allowed = MAY_IMPORT.get(mine, set())
        fine = theirs in {mine, "__init__"} or theirs in allowed or "*" in allowed
        if not fine or (mine != theirs and {mine, theirs} <= FACES):
            wrong.append(f"{one}: {mine} may not import {theirs}")
    return wrong


def rings(found: list[Import]) -> list[list[str]]:
    """Groups of modules that reach each other, around any number of corners."""
    steps: dict[str, set[str]] = {}
    for one in found:
        if one.target != one.module:
            steps.setdefault(one.module, set()).add(one.target)
    reach = {module: reachable(module, steps) for module in steps}
    groups = {
        frozenset(other for other in reach[module] if module in reach.get(other, ()))
        for module in steps
        if module in reach[module]
    }
    return sorted(sorted(group) for group in groups)


def reachable(start: str, steps: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    todo = [start]
    while todo:
        new = steps.get(todo.pop(), set()) - seen
        seen |= new
        todo += new
    return seen


def test_every_room_imports_from_lower_floors_only():
    assert trespasses(imports()) == []


def test_every_module_stands_in_a_room_of_the_table():
    assert {room(module) for module in modules(SOURCE)} - set(MAY_IMPORT) == set()


def test_no_modules_import_each_other_in_a_ring():
    assert rings(imports()) == []


def test_no_own_module_is_imported_inside_a_function():
    assert [str(one) for one in imports() if one.inside and room(one.module) not in LAZY] == []


def test_no_import_hides_under_type_checking():
    culprits = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in modules(SOURCE).values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.If) and is_type_checking(node.test)
    ]
    assert culprits == []


def test_the_ground_floor_needs_the_standard_library_alone():
    culprits = [
        f"{path.relative_to(SOURCE)}:{node.lineno}: {name}"
        for module, path in modules(SOURCE).items()
        if room(module) in STANDARD_LIBRARY_ONLY
        for node, _ in statements(ast.parse(path.read_text(encoding="utf-8")))
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        if name.partition(".")[0] not in sys.stdlib_module_names | {PACKAGE, ""}
    ]
    assert culprits == []


# The reader itself, on small made-up houses: a test of floors that sees nothing would pass for ever.


def house(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / (name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for folder in [root, *(path for path in root.rglob("*") if path.is_dir())]:
        (folder / "__init__.py").touch()
    return root


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("derive__order", "from esg_report.intake import form", "derive may not import intake"),
        ("derive__order", "import esg_report.intake.form", "derive may not import intake"),
        ("derive__order", "from ..intake.form import read", "derive may not import intake"),
        ("derive__order", "from .. import intake", "derive may not import intake"),
        ("writers__pdf", "def f():\n    from esg_report.intake import form", "writers may not import intake"),
        ("cli__build", "from esg_report import web", "cli may not import web"),
        ("model__fact", "from esg_report.intake import form", "model may not import intake"),
    ],
)
def test_a_trespass_is_named(tmp_path, file, text, complaint):
    root = house(tmp_path, intake__form="", web__pages="", **{file: text})
    (found,) = trespasses(imports(root))
    assert found.endswith(complaint)
    assert found.startswith(file.replace("__", "/"))


def test_a_neighbour_in_the_same_room_is_no_trespass(tmp_path):
    root = house(tmp_path, derive__order="from .convert import to", derive__convert="from esg_report.model import fact")
    house(root, model__fact="")
    assert trespasses(imports(root)) == []


def test_a_ring_of_three_is_found(tmp_path):
    root = house(
        tmp_path,
        model__a="from esg_report.model.b import x",
        model__b="from .c import x",
        model__c="from esg_report.model import a",
    )
    assert rings(imports(root)) == [["model.a", "model.b", "model.c"]]


def test_a_package_that_gathers_its_modules_makes_a_ring_only_if_they_look_back(tmp_path):
    root = house(tmp_path, model__a="", model__b="from esg_report.model.a import x")
    (root / "model" / "__init__.py").write_text("from esg_report.model.b import y", encoding="utf-8")
    assert rings(imports(root)) == []
    (root / "model" / "a.py").write_text("from esg_report.model import y", encoding="utf-8")
    assert rings(imports(root)) == [["model", "model.a", "model.b"]]


def test_an_import_in_a_function_is_seen_as_such(tmp_path):
    root = house(tmp_path, model__a="class A:\n    def f(self):\n        import esg_report.model.b", model__b="")
    assert [one.inside for one in imports(root)] == [True]


def test_type_checking_is_recognised_however_it_is_written():
    assert is_type_checking(ast.parse("typing.TYPE_CHECKING", mode="eval").body)
    assert is_type_checking(ast.parse("TYPE_CHECKING and True", mode="eval").body)
    assert not is_type_checking(ast.parse("CHECKING", mode="eval").body)
