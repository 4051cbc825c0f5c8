"""The command line of Otklik. Every command is a few lines in a `group` of `commands/`, and imports what does its work.

Exit codes: 0 done, 1 a check failed, 2 wrong usage, broken input, a place that cannot be written or a missing part of
the environment, 130 Ctrl-C, 141 the reader of standard output is gone (`lines | head -1`).
"""

import sys
from collections.abc import Callable
from functools import cache

import typer
from typer.exceptions import TyperException

from call.errors import OtklikError, ReaderGone
from commands import calls_group, machine_group, models_group
from commands.corpus import group as corpus_group
from commands.intents import group as intents_group
from commands.kb import group as kb_group
from commands.review import group as review_group
from commands.streams import guarded_output

app = typer.Typer(
    help="Otklik: an offline voice assistant for a public-services hotline (Russian first, English second).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for beside in (calls_group.app, machine_group.app):
    app.add_typer(beside)  # without a name: its commands stand at the top
app.add_typer(models_group.app, name="models")
app.add_typer(corpus_group.app, name="corpus")
app.add_typer(kb_group.app, name="kb")
for beside in (intents_group.app, review_group.app, corpus_group.ears):
    app.add_typer(beside)


def main() -> None:
    """Run one command; a known error is one line on stderr, never a traceback."""
    with guarded_output() as output:
        code = _code_of(_command)
        if not output.failed:
            code = max(code, _code_of(output.flush))
        if output.failed:
            output.mute()
    sys.exit(code)


@cache
def _commands() -> Callable[..., object]:
    """Built once: a process that runs many commands, as the tests do, need not read all signatures again."""
    return typer.main.get_command(app)


def _command() -> int:
    code = _commands()(standalone_mode=False)
    return code if isinstance(code, int) else 0


def _code_of(work: Callable[[], int | None]) -> int:
    """Do it, say what went wrong, and give the exit code."""
    try:
        return work() or 0
    except ReaderGone as error:
        return error.exit_code
    except OtklikError as error:
        from commands.terminal import Terminal

        Terminal().error(error)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        print("\nstopped", file=sys.stderr)
        return 130
    except TyperException as error:
        error.show()  # type: ignore[attr-defined]  # usage errors have it; the public base class does not declare it
        return 2


if __name__ == "__main__":
    main()
