"""The command line: arguments in; results on stdout, talk on stderr, an exit code out."""

from __future__ import annotations

import gc
import os
import sys

import click

from esg_report.errors import EsgError, ExitCode

# A command lives for seconds, and most of what it makes lasts as long: looking for rings of garbage a thousand times
# takes a tenth of its time and finds next to nothing.
_FEW, _SELDOM = 50_000, 50  # new objects before a look at them; looks before one at older ones


def main() -> None:
    """Run the command line and leave with its exit code; an error of ours is told shortly, in the reader's language."""
    gc.set_threshold(_FEW, _SELDOM, _SELDOM)
    from esg_report.cli.screen import forgive
    from esg_report.cli.words import settle

    forgive()
    sys.exit(int(_run(settle(sys.argv[1:], os.environ))))


def _run(arguments: list[str]) -> ExitCode:
    """Run one command.

    Raises:
        Exception: A bug of ours, where ESG_REPORT_DEBUG asks for its traceback.
    """
    from esg_report.cli.screen import tell
    from esg_report.cli.words import say

    try:
        from esg_report.cli.app import app  # after the language is settled: help texts are made on import

        return ExitCode(app(arguments, prog_name="esg-report", standalone_mode=False) or ExitCode.DONE)
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except EsgError as error:
        tell(say(error.zh, error.en))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        tell(say("已停止", "stopped"))
        return ExitCode.STOPPED
    except Exception as error:  # the last net
        if os.environ.get("ESG_REPORT_DEBUG"):
            raise
        tell(bug(error))
        return ExitCode.BUG


def bug(error: BaseException) -> str:
    """What is said of an error that nobody expected, without a traceback."""
    from esg_report.cli.words import say

    what = f"{type(error).__name__}: {error}"
    return say(
        f"程序出错（{what}）。这是本程序的问题，不是您的数据的问题。"
        "设 ESG_REPORT_DEBUG=1 再运行一次，把显示的全部内容发给本程序的维护者。",
        f"internal error ({what}). This is our fault, not your data's. "
        "Run again with ESG_REPORT_DEBUG=1 and send all that it prints to those who maintain this program.",
    )
