"""Documents that code can contradict: rooms, commands, links, and every example of the guide."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from esg_report import strict_yaml
from esg_report.cli.app import COMMANDS
from esg_report.intake.binding_reader import read_binding
from esg_report.intake.folder import read
from esg_report.intake.project import KNOWN
from esg_report.intake.quoted import quote
from esg_report.model.finding import Severity
from esg_report.model.place import Place, Places
from esg_report.model.source import TextSpan
from esg_report.reference import load
from esg_report.share import folder

ROOT = Path(__file__).resolve().parent.parent
GUIDE = sorted((ROOT / "docs" / "guide").glob("*/*.md"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]

FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in FENCE.findall(page.read_text(encoding="utf-8")) if kind == language]


def examples(key: str) -> list[tuple[Path, str]]:
    """Every YAML example of the guide that starts with a key."""
    found = [(page, text) for page in GUIDE for text in blocks(page, "yaml") if text.startswith(key)]
    assert len(found) >= 2  # in both languages
    return found


def errors(project: Path) -> list[str]:
    material = read(project, catalogue=load.catalogue(), units=load.unit_table())
    return [f"{found.code} {found.where}" for found in material.findings if found.severity is Severity.ERROR]


def write(project: Path, file: str, text: str) -> None:
    path = project / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_architecture_lists_the_rooms_that_are_there():
    source = ROOT / "src" / "esg_report"
    there = {
        path.stem
        for path in source.iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").is_file()) and not path.name.startswith("__")
    }
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \d \| `(\w+)` \|", text, re.MULTILINE)
    assert sorted(listed) == sorted(there)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page):
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = [link for link in LINK.findall(text) if "://" not in link]
    broken = [link for link in links if not (page.parent / link).exists() and not link.startswith("docs/pictures/")]
    assert broken == []


def test_every_decision_is_listed():
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = [path.name for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))]
    assert re.findall(r"\]\((\d{4}[^)]*)\)", index) == pages


@pytest.mark.parametrize("page", READMES, ids=name_of)
def test_the_readme_names_every_command_and_no_other(page):
    named = set(re.findall(r"`esg-report (\w+)", page.read_text(encoding="utf-8")))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_command_that_is_not_there(page):
    named = re.findall(r"esg-report (\w+)", page.read_text(encoding="utf-8"))
    assert set(named) - set(COMMANDS) == set()


@pytest.mark.parametrize("page", READMES, ids=name_of)
def test_the_first_report_of_the_readme_reads_without_an_error(page, tmp_path):
    write(tmp_path, "project.yaml", blocks(page, "yaml")[0])
    write(tmp_path, "data/energy.csv", blocks(page, "csv")[0])
    assert errors(tmp_path) == []
    material = read(tmp_path, catalogue=load.catalogue(), units=load.unit_table())
    assert len(material.facts) == 4


def test_the_project_of_the_guide_reads_without_an_error(tmp_path):
    for number, (_, text) in enumerate(examples("organisation:")):
        write(tmp_path, f"{number}/project.yaml", text)
        assert errors(tmp_path / str(number)) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_explains_every_key_of_a_project(language):
    text = (ROOT / "docs" / "guide" / language / "01-project.md").read_text(encoding="utf-8")
    lacking = [key for key in KNOWN if f"`{key}" not in text]
    assert lacking == []


def test_every_binding_of_the_guide_is_one_that_is_read():
    nodes = "[{id: plant, kind: company, name: {zh: 厂}}, {id: north, kind: site, parent: plant, name: {zh: 北}}]"
    places = Places(strict_yaml.into(tuple[Place, ...], strict_yaml.loads(nodes, name="places")))
    for page, text in examples("bindings:"):
        for tree in strict_yaml.loads(text, name=page.name)["bindings"].each():
            read_binding(tree, catalogue=load.catalogue(), places=places)


def test_every_table_of_the_guide_reads_without_an_error(tmp_path):
    for number, (page, text) in enumerate(examples("facts:")):
        project = tmp_path / str(number)
        write(project, "project.yaml", blocks(READMES[0], "yaml")[0].split("bindings:")[0])
        write(project, "data/more.yaml", text)
        assert errors(project) == [], page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_narrative_of_the_guide_reads_without_an_error(tmp_path, language):
    page = ROOT / "docs" / "guide" / language / "03-narrative.md"
    write(tmp_path, "project.yaml", blocks(READMES[0], "yaml")[0].split("bindings:")[0])
    write(tmp_path, f"narrative/{language}/03-energy.md", "\n".join(blocks(page, "markdown")))
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "gate.jpg").write_bytes(_picture())
    assert errors(tmp_path) == []


@pytest.mark.parametrize("page", [*GUIDE, *READMES], ids=name_of)
def test_every_quote_in_the_documents_has_a_form_and_a_metric(page):
    catalogue = load.catalogue()
    for inside in re.findall(r"\[\[([^\]…]+)\]\]", page.read_text(encoding="utf-8")):
        if inside == "名称":
            continue
        quoted = quote(inside, TextSpan("narrative", 1, inside))
        assert quoted is not None, inside
        assert quoted.stated or len(catalogue.named(quoted.name)) == 1, inside


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_names_every_topic_of_the_report(language):
    outline = (folder("report_templates") / "beautiful-factory" / "outline.yaml").read_text(encoding="utf-8")
    topics = set(re.findall(r"^ +topic: (\S+)", outline, re.MULTILINE))
    text = (ROOT / "docs" / "guide" / language / "03-narrative.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(\d\d-[a-z]+)\.md`", text)) == topics


def _picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(held, "JPEG")
    return held.getvalue()
