"""The archive folder and everything done to it. The door is ``Archive``; importing this costs next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.auditing import Audit
    from archive.demo import demo_archive, discard_unusable_demo, sample_folder
    from archive.door import Archive
    from archive.faults import AmbiguousName
    from archive.records import (
        Correction,
        Failure,
        Filters,
        ImportOptions,
        ImportProgress,
        ImportReport,
        LetterRecord,
        LetterSummary,
        LinkedReference,
        LinkStatistics,
        Looser,
        Manifest,
        MissingLetter,
        Original,
        Picture,
        PicturedFile,
        ReviewItem,
        Run,
        RunFile,
        Statistics,
    )
    from archive.tracing import Trace, TraceLetter, TraceLink, TreeNode
    from archive.who import login_name

__all__ = [
    "AmbiguousName",
    "Archive",
    "Audit",
    "Correction",
    "Failure",
    "Filters",
    "ImportOptions",
    "ImportProgress",
    "ImportReport",
    "LetterRecord",
    "LetterSummary",
    "LinkStatistics",
    "LinkedReference",
    "Looser",
    "Manifest",
    "MissingLetter",
    "Original",
    "Picture",
    "PicturedFile",
    "ReviewItem",
    "Run",
    "RunFile",
    "Statistics",
    "Trace",
    "TraceLetter",
    "TraceLink",
    "TreeNode",
    "demo_archive",
    "discard_unusable_demo",
    "login_name",
    "sample_folder",
]

_HOMES = {
    "Archive": "archive.door",
    "AmbiguousName": "archive.faults",
    "Audit": "archive.auditing",
    "Trace": "archive.tracing",
    "TraceLetter": "archive.tracing",
    "TraceLink": "archive.tracing",
    "TreeNode": "archive.tracing",
    "demo_archive": "archive.demo",
    "discard_unusable_demo": "archive.demo",
    "login_name": "archive.who",
    "sample_folder": "archive.demo",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'archive' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "archive.records")), name)
