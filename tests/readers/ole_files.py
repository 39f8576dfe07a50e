"""Compound files made by hand: the container of .doc and .msg, with just what a test needs inside."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Tree: TypeAlias = "Mapping[str, bytes | Tree]"

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def compound(tree: Tree) -> bytes:
    """A compound file of streams (bytes) and storages (mappings)."""
    writer = _Writer()
    writer.entry("Root Entry", _ROOT, tree)
    return writer.finish()


class _Writer:
    def __init__(self) -> None:
        self.entries: list[dict[str, object]] = []
        self.fat: list[int] = []
        self.sectors = bytearray()
        self.small_fat: list[int] = []
        self.small = bytearray()

    def entry(self, name: str, kind: int, content: bytes | Tree) -> int:
        own = len(self.entries)
        entry: dict[str, object] = {
            "name": name,
            "kind": kind,
            "right": _FREE,
            "child": _FREE,
            "start": 0,
            "size": 0,
        }
        self.entries.append(entry)
        if isinstance(content, bytes):
            entry["size"] = len(content)
            entry["start"] = self.put(content) if len(content) >= _CUTOFF else self.put_small(content)
            return own
        before: int | None = None
        for inner_name, inner in content.items():
            inner_kind = _STREAM if isinstance(inner, bytes) else _STORAGE
            child = self.entry(inner_name, inner_kind, inner)
            # A list of right neighbours is a tree too.
            if before is None:
                entry["child"] = child
            else:
                self.entries[before]["right"] = child
            before = child
        return own

    def put(self, data: bytes) -> int:
        return _chain(self.fat, self.sectors, data, _SECTOR)

    def put_small(self, data: bytes) -> int:
        return _chain(self.small_fat, self.small, data, _SMALL)

    def finish(self) -> bytes:
        self.entries[0]["size"] = len(self.small)
        self.entries[0]["start"] = self.put(bytes(self.small)) if self.small else _END
        directory = self.put(b"".join(_entry(**entry) for entry in self.entries))  # type: ignore[arg-type]
        small_fat = (
            self.put(struct.pack(f"<{len(self.small_fat)}I", *self.small_fat)) if self.small_fat else _END
        )
        small_count = -(-4 * len(self.small_fat) // _SECTOR)
        count = 1
        while (len(self.fat) + count) * 4 > count * _SECTOR:
            count += 1
        places = range(len(self.fat), len(self.fat) + count)
        table = self.fat + [_FAT] * count
        table += [_FREE] * (count * _SECTOR // 4 - len(table))
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        header += struct.pack("<HHHHH6xIII", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory)
        header += struct.pack("<IIIIII", 0, _CUTOFF, small_fat, small_count, _END, 0)
        header += struct.pack("<109I", *places, *[_FREE] * (109 - count))
        return header + bytes(self.sectors) + struct.pack(f"<{len(table)}I", *table)


def _chain(table: list[int], store: bytearray, data: bytes, unit: int) -> int:
    if not data:
        return _END
    start, count = len(table), -(-len(data) // unit)
    table += [*range(start + 1, start + count), _END]
    store += data.ljust(count * unit, b"\0")
    return start


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    told = name.encode("utf-16-le")
    return (
        told.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(told) + 2, kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
