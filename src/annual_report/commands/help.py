"""What `--help` says: of the toolkit, or of one command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from annual_report.build.outputs.table import formats
from annual_report.commands.command_line import COMMANDS, HELP, OPTIONS, options_of

ABOUT = (
    "政府信息公开工作年度报告：填报、校验、生成",
    "",
    "用法：annual-report 命令 [参数=值 …]",
    "例如：annual-report check AGENCY=luolong YEAR=2024",
    "某个命令的参数：annual-report 命令 --help",
    "",
)
ABOUT_COMMAND = "用法：annual-report {command} [参数=值 …]"


def is_asked(arguments: Sequence[str]) -> bool:
    """Whether somebody asks for help instead of a command."""
    return any(each in HELP for each in arguments)


def help_on(arguments: Sequence[str]) -> str:
    """Return what there is to say of the command that was typed, else of them all."""
    command = next(iter(arguments))
    return "\n".join(_of_command(command) if command in COMMANDS else _of_all())


def _of_all() -> Iterator[str]:
    yield from ABOUT
    yield from _aligned(COMMANDS.items())


def _of_command(command: str) -> Iterator[str]:
    yield from (COMMANDS[command], "", ABOUT_COMMAND.format(command=command), "")
    for name in options_of(command):
        value = OPTIONS[name].value or "|".join(formats())
        yield from _aligned([(f"{name.upper()}={value}", OPTIONS[name].words)])


def _aligned(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield names and words as two columns; a name that is too long for its column has a line of its own."""
    column = 24
    for name, words in rows:
        room = column - cell_len(name)
        yield f"  {name}{' ' * room}{words}" if room > 1 else f"  {name}\n  {' ' * column}{words}"
