"""Commands run as somebody whom permissions bind, even where tests run as root."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

from .conftest import ROOT

if TYPE_CHECKING:
    from .conftest import Terminal

_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH, _CAP_FOWNER = 1, 2, 3


def types(
    terminal: Terminal, *words: str, bytes_a_file: int | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Types a command in a process of its own, without root's leave to pass over permissions.

    No file may grow beyond ``bytes_a_file``."""

    def bind() -> None:
        if os.geteuid() == 0:
            for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH, _CAP_FOWNER):
                if ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
                    raise OSError("cannot be bound")
        if bytes_a_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))

    told = {name: value or "" for name, value in terminal.environment.items()}
    return subprocess.run(
        [sys.executable, "-X", "utf8", str(ROOT / "cli.py"), *words],
        env={**os.environ, **told, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        preexec_fn=bind,
        check=False,
    )
