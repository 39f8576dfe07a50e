"""The folder of a tantivy index: shared with whoever may read the archive, and read where nothing can be written."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import tantivy

from index.marking import MARKER

META = "meta.json"
_LISTS = (META, ".managed.json")
_LOCK = ".lock"
_TRIES = 3


def share(path: Path) -> None:
    """Give the files that tantivy keeps to their owner the rights of the others, as the mark has them."""
    mode = os.stat(path / MARKER).st_mode & 0o777
    for name in _LISTS:
        with suppress(OSError):
            os.chmod(path / name, mode)


def generation(path: Path) -> tuple[int, int, int]:
    """Changes with every commit, which puts a new list of segments in place of the old one."""
    facts = os.stat(path / META)
    return facts.st_mtime_ns, facts.st_ino, facts.st_size


def opened(path: Path) -> tuple[tantivy.Index, TemporaryDirectory[str] | None]:
    """The index in folder ``path``, ready to be read.

    tantivy locks a file of the folder for a moment when it opens it. Where that cannot be written, the index is
    opened through a folder of links to its files, which is to be kept as long as the index. Raises OSError or
    ValueError for an index that is missing or broken.
    """
    try:
        return _opened(path), None
    except ValueError as fault:
        if "Lockfile" not in str(fault):
            raise
    for last in (False,) * (_TRIES - 1) + (True,):
        links = TemporaryDirectory(prefix="saraban-index-")
        try:
            _link(path, Path(links.name))
            return _opened(Path(links.name)), links
        except (OSError, ValueError):
            links.cleanup()
            if last:  # else a writer of other rights was at work
                raise
    raise AssertionError("unreachable")


def _opened(path: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(path))
    index.config_reader("manual")
    index.reload()
    return index


def _link(path: Path, links: Path) -> None:
    """Copies of the lists, so that they stay as they are, and links to the files, which never change."""
    for name in _LISTS:
        shutil.copyfile(path / name, links / name)
    for file in path.resolve().iterdir():
        if file.name not in _LISTS and not file.name.endswith(_LOCK):
            os.symlink(file, links / file.name)
