"""The command line: arguments in; results on stdout, talk on stderr, an exit code out."""

from __future__ import annotations

import os
import sys

import click

from esg_report.errors import EsgError, ExitCode


def main() -> None:
    """Run the command line and leave with its exit code; an error of ours is told shortly, in the reader's language."""
    from esg_report.cli.words import say, settle

    settle(sys.argv[1:], dict(os.environ))
    try:
        from esg_report.cli.app import app  # after the language is settled: help texts are made on import

        code = app(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        code = ExitCode.USAGE
    except click.ClickException as error:
        error.show()
        code = ExitCode.USAGE
    except EsgError as error:
        click.echo(say(error.zh, error.en), err=True)
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo(say("已停止", "stopped"), err=True)
        code = ExitCode.STOPPED
    except Exception as error:  # the last net: our bug, told without a traceback unless asked for
        if os.environ.get("ESG_REPORT_DEBUG"):
            raise
        click.echo(_bug(error), err=True)
        code = ExitCode.BUG
    sys.exit(int(code or 0))


def _bug(error: Exception) -> str:
    from esg_report.cli.words import say

    what = f"{type(error).__name__}: {error}"
    return say(
        f"程序出错（{what}）。这是本程序的问题，不是您的数据的问题。"
        "设 ESG_REPORT_DEBUG=1 再运行一次，可得到报告问题所需的细节。",
        f"internal error ({what}). This is our fault, not your data's. "
        "Run again with ESG_REPORT_DEBUG=1 for the details to report.",
    )
