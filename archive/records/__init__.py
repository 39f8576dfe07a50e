"""What the archive hands out: plain values that a face prints and never computes with."""

from __future__ import annotations

from archive.records.figures import LinkStatistics, MostCited, OutOfTime, Statistics
from archive.records.files import Original, PageView, Picture, PicturedFile
from archive.records.imports import Failure, ImportOptions, ImportProgress, ImportReport, NoLetter, Stage
from archive.records.letters import (
    CitedBy,
    Copy,
    Correction,
    LetterRecord,
    LetterSummary,
    LinkedReference,
    MissingLetter,
    State,
)
from archive.records.reviews import ReviewItem, ReviewQueue
from archive.records.runs import Manifest, Run, RunFile
from archive.records.searches import Filters, Looser

__all__ = [
    "CitedBy",
    "Copy",
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
    "MostCited",
    "NoLetter",
    "Original",
    "OutOfTime",
    "PageView",
    "Picture",
    "PicturedFile",
    "ReviewItem",
    "ReviewQueue",
    "Run",
    "RunFile",
    "Stage",
    "State",
    "Statistics",
]
