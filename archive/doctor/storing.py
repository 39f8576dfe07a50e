"""The originals on the disk against their hashes and the catalogue's list, and what was left lying about."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from archive.doctor.findings import Finding
from archive.originals import UNFINISHED, Originals, hash_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from archive.layout import Layout

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_TELL_EVERY: Final = 100


def originals(
    layout: Layout,
    listed: Mapping[str, str] | None,
    sound: set[str],
    tell: Callable[[int, int], None] | None = None,
) -> Iterator[Finding]:
    """What is wrong with the originals. ``listed`` are the hashes of those that should be there with the
    path of a file that had it, none where that cannot be told; ``sound`` are those that need not be read again, and grows by those that were right."""
    store = Originals(layout.originals)
    held = list(_held(layout))
    for done, path in enumerate(held, start=1):
        name = path.name
        if not _HASH.fullmatch(name) or path.parent != store.path(name).parent or not path.is_file():
            yield Finding("stray", _within(layout, path))
            continue
        reason = "" if name in sound else _wrong(path)
        if not reason:
            sound.add(name)
        if listed is not None and name not in listed:
            yield Finding("stray" if reason else "orphan", _within(layout, path))
        elif reason:
            came = listed[name] if listed else ""
            yield Finding("original-damaged", name, f"{came} ({reason})" if came else f"({reason})")
        if tell is not None and done % _TELL_EVERY == 0:
            tell(done, len(held))
    there = {path.name for path in held if path.parent == store.path(path.name).parent}
    for sha256, came in sorted((listed or {}).items()):
        if sha256 not in there:
            yield Finding("original-missing", sha256, came)


def leftovers(layout: Layout) -> Iterator[Finding]:
    """Half-written files and folders of programs that were killed. Nobody else may be writing."""
    found = [*layout.originals.glob(f"{UNFINISHED}*"), *layout.originals.glob(f"*/{UNFINISHED}*")]
    found += layout.root.glob("*.new")
    found += [*layout.indexes.glob("*.new"), *layout.indexes.glob("*.old")]
    yield from (Finding("leftover", _within(layout, path)) for path in sorted(found))


def _held(layout: Layout) -> Iterator[Path]:
    """Everything in the store but what is half written."""
    if not layout.originals.is_dir():
        return
    for shard in sorted(layout.originals.iterdir()):
        if shard.is_dir():
            yield from (path for path in sorted(shard.iterdir()) if not path.name.startswith(UNFINISHED))
        elif not shard.name.startswith(UNFINISHED):
            yield shard


def _wrong(path: Path) -> str:
    try:
        return "" if hash_file(path) == path.name else f"{path.stat().st_size:,} bytes"
    except OSError as fault:
        return fault.strerror or "unreadable"


def _within(layout: Layout, path: Path) -> str:
    return os.fsencode(path.relative_to(layout.root).as_posix()).decode("utf-8", "backslashreplace")
