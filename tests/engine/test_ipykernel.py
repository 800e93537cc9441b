"""What we subclass, override or rely on in ipykernel and its neighbours is what it was when it was read.

ipykernel is pinned to its minor version, the others by the lock. Whoever raises a pin finds here, by name, what has
become another one: read that again, and what `engine/in_process_kernel.py`, `engine/papermill_engine.py` and
`engine/execute.py` do with it, before the line is written anew.
"""

from __future__ import annotations

from types import FunctionType

import pytest
from ipykernel.iostream import OutStream

from annual_report.engine import in_process_kernel as ours
from annual_report.engine.papermill_engine import ForkEngine
from signatures import found, recorded

RELIED_ON = recorded("ipykernel")

PACKAGES = ("ipykernel", "nbclient", "papermill")

WRITE = "ipykernel.iostream:OutStream.write"


@pytest.mark.parametrize("name", RELIED_ON)
def test_what_is_relied_on_is_as_it_was_read(name: str) -> None:
    assert found(name) == RELIED_ON[name], f"{name} has changed"


@pytest.mark.parametrize("kind", [ours.Client, ours.Channel, ours.Kernel, ours.OutStream, ForkEngine])
def test_everything_that_is_overridden_is_among_them(kind: type) -> None:
    known = {name.partition(":")[2] for name in RELIED_ON}
    theirs = [each for each in kind.__mro__[1:] if each.__module__.split(".")[0] in PACKAGES]
    for name in (name for name, made in vars(kind).items() if isinstance(made, FunctionType | classmethod)):
        is_theirs = any(name in vars(each) for each in theirs)
        assert not is_theirs or known & {f"{each.__name__}.{name}" for each in theirs}, name


def test_a_renamed_parameter_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OutStream, "write", lambda self, text: len(text))
    assert found(WRITE) == "self, text" != RELIED_ON[WRITE]
