"""What `--help` says: of the toolkit, or of one command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from annual_report.build.outputs.table import formats
from annual_report.commands.catalogue import COMMANDS, OPTIONS, options_of
from annual_report.commands.command_line import HELP
from annual_report.typed_command import INSTALLED, MAKE, called_as

ABOUT = (
    "政府信息公开工作年度报告：填报、校验、生成",
    "",
    "用法：{called} 命令 [参数=值 …]",
    "例如：{called} check AGENCY=luolong YEAR=2024",
    "某个命令的参数：{called} 命令 --help",
    "",
)
ABOUT_COMMAND = "用法：{called} {command} [参数=值 …]"


def is_asked(arguments: Sequence[str]) -> bool:
    """Whether somebody asks for help instead of a command."""
    return any(each in HELP for each in arguments)


def help_on(arguments: Sequence[str]) -> str:
    """Return what there is to say of the command that was typed, else of them all."""
    command = next(iter(arguments))
    return "\n".join(_of_command(command) if command in COMMANDS else _of_all())


def _of_all() -> Iterator[str]:
    yield from (line.format(called=_called()) for line in ABOUT)
    yield from _aligned(COMMANDS.items())


def _of_command(command: str) -> Iterator[str]:
    yield from (COMMANDS[command], "", ABOUT_COMMAND.format(called=_called(), command=command), "")
    for name in options_of(command):
        value = OPTIONS[name].value or "|".join(formats())
        yield from _aligned([(f"{name.upper()}={value}", OPTIONS[name].words)])


def _called() -> str:
    """Return how this page was asked for; make has a list of its own."""
    return INSTALLED if called_as() == MAKE else called_as()


def _aligned(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield names and words as two columns; a name that is too long for its column has a line of its own."""
    column = 24
    for name, words in rows:
        room = column - cell_len(name)
        yield f"  {name}{' ' * room}{words}" if room > 1 else f"  {name}\n  {' ' * column}{words}"
