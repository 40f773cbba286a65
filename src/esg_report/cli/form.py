"""``form``: a folder in; the workbook that a clerk fills in, with what is known already, out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say
from esg_report.errors import UsageError


@click.command(
    "form",
    help=say(
        "生成填报表（Excel/WPS），已有的数据先填好；每个场所一份。",
        "Make the fill-in workbook, with what is known filled in; one a place.",
    ),
)
@click.option(
    "--framework", "frameworks", multiple=True, help=say("按这个标准问，可重复", "ask for this framework; repeatable")
)
@click.option(
    "--level",
    type=click.Choice(["core", "full"]),
    default="core",
    show_default=True,
    help=say("core 只问所选标准需要的；full 全部", "core: what the frameworks need; full: everything"),
)
@click.option("--department", help=say("只要这个部门的行，如 财务部", "only this department's rows"))
@click.option("--place", help=say("只要这个场所", "only this place"))
@click.option(
    "--out", type=click.Path(path_type=Path), help=say("输出文件；默认写入 data 文件夹", "file; by default in data")
)
@folder_argument
def command(
    folder: Path,
    frameworks: tuple[str, ...],
    level: Literal["core", "full"],
    department: str | None,
    place: str | None,
    out: Path | None,
) -> None:
    """Write the form and print its path; refuse to write over a form that is there."""
    opened(folder)
    from esg_report.cli import screen
    from esg_report.cli.filing import put
    from esg_report.cli.forming import Forming
    from esg_report.forms.workbook import Order

    with screen.working(say("读取数据 …", "reading …")):
        forming = Forming.of(folder)
        places = forming.places(place)
        if out is not None and len(places) > 1:
            raise UsageError(
                zh="有几个场所，一份填报表只对一个场所；请再给 --place",
                en="there are several places and a form is for one: give --place too",
            )
        asked = forming.frameworks(frameworks)
        if department is not None:
            forming.department(department)
        keepers = forming.keepers()
        made = {
            out or _path(folder, forming.file(one.id), department): forming.write(
                Order(one.id, level, department, keepers), asked
            )
            for one in places
        }
    for path, data in made.items():
        put(path, data)
        screen.show(str(path))


def _path(folder: Path, name: str, department: str | None) -> Path:
    """Where the form lies: in ``data``; a department's copy in ``output``, from where it is sent."""
    if department is None:
        return folder / "data" / name
    plain = "".join(letter for letter in department if letter not in '/\\:*?"<>|').strip(". ") or "department"
    return folder / "output" / f"{Path(name).stem}-{plain}.xlsx"
