"""Which files an import means: folders are walked in order, what is hidden is left alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive import faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from parsers.errors import UnreadableFile


_LEFT_ABOUT = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or a place that could not be looked into (with its ``fault``)."""

    path: str
    fault: UnreadableFile | None = None


def walk(paths: Sequence[Path], *, avoid: Path, within: Sequence[Path] = ()) -> Iterator[Found]:
    """The files in and under ``paths`` in order, each once, without those in folder ``avoid``.

    Hidden files and folders and what systems and editors leave lying about are skipped unless they are named; links are
    followed, each folder once. With ``within`` what leads out of those folders is a fault, and nothing in it is told.
    """
    avoided = os.path.realpath(avoid)
    allowed = tuple(os.path.realpath(folder) for folder in within)
    seen: set[str] = set()
    for path in paths:
        name = os.path.abspath(path)
        if os.path.isdir(name):
            yield from _folder(name, seen, avoided, allowed)
        elif os.path.isfile(name):
            if _is_new(name, seen):
                yield _file(name, allowed)
        else:
            yield _no_file(name, allowed)


def _folder(top: str, seen: set[str], avoided: str, allowed: Sequence[str]) -> Iterator[Found]:
    # A stack instead of recursion: folders may lie deeper than Python likes to call.
    stack = [top]
    while stack:
        folder = stack.pop()
        if os.path.realpath(folder) == avoided or not _is_new(folder, seen):
            continue
        if not _is_allowed(folder, allowed):
            yield Found(folder, faults.leads_out())
            continue
        try:
            with os.scandir(folder) as entries:
                held = sorted((entry for entry in entries if not _is_passed_over(entry.name)), key=_name)
        except OSError as fault:
            yield Found(folder, faults.cannot_open(fault))
            continue
        folders = []
        for entry in held:
            try:
                is_folder, is_file = entry.is_dir(), entry.is_file()
            except OSError as fault:
                yield Found(entry.path, faults.cannot_open(fault))
                continue
            if is_folder:
                folders.append(entry.path)
            elif is_file:
                if _is_new(entry.path, seen):
                    yield _file(entry.path, allowed)
            else:
                yield _no_file(entry.path, allowed)
        stack += reversed(folders)


def _file(path: str, allowed: Sequence[str]) -> Found:
    return Found(path, None if _is_allowed(path, allowed) else faults.leads_out())


def _no_file(path: str, allowed: Sequence[str]) -> Found:
    return Found(path, _what_is_wrong(path) if _is_allowed(path, allowed) else faults.leads_out())


def _is_allowed(path: str, allowed: Sequence[str]) -> bool:
    """Whether ``path`` lies in one of the folders, all links followed; where none are named everything is."""
    if not allowed:
        return True
    real = os.path.realpath(path)
    return any(real == folder or real.startswith(folder.rstrip(os.sep) + os.sep) for folder in allowed)


def _what_is_wrong(path: str) -> UnreadableFile:
    """Why a path is neither a file nor a folder: opening a pipe would wait for ever, a device has no end."""
    try:
        os.stat(path)
    except FileNotFoundError:
        return faults.no_such_file()
    except OSError as fault:
        return faults.cannot_open(fault)
    return faults.not_a_file()


def _is_passed_over(name: str) -> bool:
    """Hidden, a folder's picture or setting kept by the system, an editor's lock, a half-written file."""
    lower = name.lower()
    return lower in _LEFT_ABOUT or lower.startswith((".", "~$")) or lower.endswith(".tmp")


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_new(path: str, seen: set[str]) -> bool:
    real = os.path.realpath(path)
    if real in seen:
        return False
    seen.add(real)
    return True


def shown(path: str) -> str:
    """A path as text that can be stored and printed: bytes that are no UTF-8 become ``\\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
