"""The power goes at any moment, again and again; the archive ends as if it had not (``bench.kills``)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bench.kills import SEAMS, kill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform != "linux", reason="finds workers in /proc")
def test_killed_at_random_moments_an_import_ends_like_one_left_in_peace(tmp_path: Path) -> None:
    """Once the whole process, once inside each seam, once a worker; ``python -m bench.kills`` does it 60 times."""
    tally = kill(5, 14, 7, tmp_path)
    assert tally.wrong == []
    assert set(tally.kills) == {"moment", *SEAMS, "worker"}
    assert tally.finished >= 1
