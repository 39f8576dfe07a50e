"""Folders that may be named for an import, and nothing outside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive import faults

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def folder_under(typed: str, roots: Sequence[Path]) -> Path:
    """The folder that was typed, a whole path or one that begins in one of ``roots``, with all links followed.

    Raises UsageError ``not-under-root`` for what lies elsewhere, is not there, or is no folder: which of these it is
    nobody outside is told.
    """
    real = [root.resolve() for root in roots]
    for root in real:
        try:
            found = (root / typed.strip()).resolve(strict=True)
            if found.is_dir() and any(found.is_relative_to(one) for one in real):
                return found
        except (OSError, ValueError, RuntimeError):  # not there, no path at all, links in a circle
            continue
    raise faults.not_under_root(typed)
