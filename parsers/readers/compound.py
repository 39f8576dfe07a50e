"""Compound files (OLE), the container of .doc and .msg: what olefile takes as it comes and no sound file has."""

from __future__ import annotations

from typing import Any, Final

_LAST_SECTOR: Final = 0xFFFFFFFA


def is_tangled(ole: Any) -> bool:
    """Whether chains of sectors run into each other or in circles: what is read along them is not what was written."""
    chained = [sector for sector in ole.fat or () if sector < _LAST_SECTOR]
    return len(set(chained)) != len(chained)
