"""Where outputs may go."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from annual_report import paths
from annual_report.build.outputs.table import is_ours
from annual_report.errors import InputError, Problem, reason_of

OUT_INSIDE_PARAMS = "OUT={out} 在输入文件夹里：请另选一个文件夹，以免覆盖填报数据"
OUT_NOT_WRITABLE = "OUT={out} 写不进去（{reason}）：请另选一个文件夹"
PLACE_INSIDE_PARAMS = "{place} 通到输入文件夹 {folder} 里：请去掉这个链接，或另选 OUT，以免覆盖填报数据"
PLACE_NOT_WRITABLE = "{place} 写不进去（{reason}）：请检查权限，或另选 OUT"
PLACE_IS_TAKEN = "{place} 不是文件夹，报告放不进去（没有动它）：请把它移走或改名，或另选 OUT"
OUTPUT_IS_TAKEN = "{place} 不是普通文件，报告放不进去（没有动它）：请把它移走或改名"


def require_out(out: Path, params: Path) -> None:
    """Raise InputError unless `out` can be written to and lies outside the inputs, which it would overwrite."""
    try:
        inside = out.resolve().is_relative_to(params.resolve())
    except (OSError, RuntimeError) as error:
        raise InputError(
            [Problem(OUT_NOT_WRITABLE.format(out=out, reason=reason_of(error)), found=str(out))]
        ) from error
    if inside:
        raise InputError([Problem(OUT_INSIDE_PARAMS.format(out=out), found=str(out))])
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise InputError(
            [Problem(OUT_NOT_WRITABLE.format(out=out, reason=reason_of(error)), found=str(out))]
        ) from error


def require_place(place: Path, inputs: Path) -> None:
    """Raise InputError unless a report can be put into `place` and no link leads from there to the inputs.

    `inputs` is the folder of its own inputs, two below PARAMS.
    """
    require_free(place)
    for folder in (inputs.parents[1], inputs.parent, inputs):
        if place.resolve().is_relative_to(folder.resolve()):
            words = PLACE_INSIDE_PARAMS.format(place=paths.shown_name(place), folder=paths.shown_name(folder))
            raise InputError([Problem(words, found=str(place))])


def require_free(place: Path) -> None:
    """Raise InputError where something lies in the way of a report that is not ours to take away."""
    for folder in (place.parent, place):
        if os.path.lexists(folder) and not folder.is_dir():
            raise _refusal(PLACE_IS_TAKEN, folder)
    try:
        odd = [path for path in place.iterdir() if is_ours(path.name) and not (path.is_symlink() or path.is_file())]
    except FileNotFoundError:
        return
    except OSError as error:
        raise not_writable(place, error) from error
    if odd:
        raise _refusal(OUTPUT_IS_TAKEN, odd[0])
    if not os.access(place, os.W_OK | os.X_OK):
        raise not_writable(place, PermissionError(errno.EACCES, ""))


def not_writable(place: Path, error: OSError) -> InputError:
    """Return what says that nothing can be put into a place, and why."""
    return _refusal(PLACE_NOT_WRITABLE, place, reason_of(error))


def _refusal(words: str, place: Path, reason: str = "") -> InputError:
    return InputError([Problem(words.format(place=paths.shown_name(place), reason=reason), found=str(place))])
