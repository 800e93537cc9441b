"""Where outputs may go."""

from __future__ import annotations

import tempfile
from pathlib import Path

from annual_report.errors import InputError, Problem

OUT_INSIDE_PARAMS = "OUT={out} 在输入文件夹里：请另选一个文件夹，以免覆盖填报数据"
OUT_NOT_WRITABLE = "OUT={out} 写不进去（{reason}）：请另选一个文件夹"


def require_out(out: Path, params: Path) -> None:
    """Raise InputError unless `out` can be written to and lies outside the inputs, which it would overwrite."""
    try:
        inside = out.resolve().is_relative_to(params.resolve())
    except (OSError, RuntimeError) as error:
        raise InputError([Problem(OUT_NOT_WRITABLE.format(out=out, reason=error), found=str(out))]) from error
    if inside:
        raise InputError([Problem(OUT_INSIDE_PARAMS.format(out=out), found=str(out))])
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise InputError([Problem(OUT_NOT_WRITABLE.format(out=out, reason=error.strerror), found=str(out))]) from error
