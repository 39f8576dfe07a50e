"""Zip files: what lies in them, by names in any encoding; nothing is unpacked before its sizes were looked at.

Limits: ``limits.MAX_ZIP_MEMBERS`` members, ``MAX_ZIP_TOTAL`` bytes unpacked in all, ``MAX_MEMBER_BYTES`` and
``MAX_ZIP_RATIO`` times its size for one; a member beyond its own limit is named, the others are read. Members
with a password or packed by a method that Python does not know are named too. Directories and what systems leave
lying about are passed over.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from parsers.document import CONTAINER, Document, Member
from parsers.readers import faults, limits
from parsers.readers.container_names import Names, is_left_about

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from parsers.errors import UnreadableFile
    from parsers.readers.registry import Target

WHAT = "ZIP"
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_UNICODE_PATH = 0x7075
_BLOCK = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)


def read(path: Path) -> Document:
    """The members of a zip file; it has no pages of its own."""
    with open_container(path) as container:
        return Document(
            name=path.name, format="zip", pages=(), members=container.members, not_letter=CONTAINER
        )


@contextmanager
def open_container(path: Path) -> Iterator[ZipContainer]:
    """The zip file, open. Raises UnreadableFile ``damaged``, ``encrypted``, ``too-large`` or ``empty-file``."""
    limits.check_size(path, limits.MAX_ZIP_BYTES, WHAT)
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as fault:
        raise faults.damaged(WHAT) from fault
    with archive:
        yield ZipContainer(archive)


class ZipContainer:
    """The members of an open zip file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._entries: dict[str, zipfile.ZipInfo] = {}
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > limits.MAX_ZIP_MEMBERS:
            raise faults.too_large(WHAT, f"{limits.MAX_ZIP_MEMBERS:,} members")
        if sum(entry.file_size for entry in entries) > limits.MAX_ZIP_TOTAL:
            raise faults.too_large(WHAT, f"{limits.MAX_ZIP_TOTAL // limits.MB} MB unpacked")
        names, members = Names(), []
        for entry in entries:
            name = entry_name(entry)
            if is_left_about(name):
                continue
            name = names.of(name)
            self._entries[name] = entry
            members.append(Member(name, entry.file_size, _fault(entry)))
        if not members:
            raise faults.empty_file()
        if all(member.fault and member.fault.code == "encrypted" for member in members):
            raise faults.encrypted(WHAT)
        self.members = tuple(members)

    def extract(self, name: str, target: Target) -> None:
        """Write the bytes of a member to ``target``. Raises UnreadableFile, KeyError for no such member."""
        entry = self._entries[name]
        fault = _fault(entry)
        if fault is not None:
            raise fault
        left = limits.MAX_MEMBER_BYTES
        for block in self._blocks(entry):
            # The size in the directory may lie: what counts is what comes out.
            left -= len(block)
            if left < 0:
                raise faults.too_large(WHAT, f"{limits.MAX_MEMBER_BYTES // limits.MB} MB a file")
            target.write(block)

    def _blocks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._archive.open(entry) as stream:
                while block := stream.read(_BLOCK):
                    yield block
        except _DAMAGE as problem:
            raise faults.damaged(WHAT) from problem


def _fault(entry: zipfile.ZipInfo) -> UnreadableFile | None:
    if entry.flag_bits & _ENCRYPTED_FLAG:
        return faults.encrypted(WHAT)
    if entry.compress_type not in _METHODS:
        return faults.not_supported(
            f"ZIP ({zipfile.compressor_names.get(entry.compress_type, entry.compress_type)})",  # type: ignore[attr-defined]
            "ให้แตกแฟ้มออกแล้วนำเข้าแต่ละแฟ้ม",
            "unpack it and import the files in it.",
        )
    if entry.file_size > limits.MAX_MEMBER_BYTES:
        return faults.too_large(WHAT, f"{limits.MAX_MEMBER_BYTES // limits.MB} MB a file")
    if (
        entry.file_size > limits.RATIO_FREE_BYTES
        and entry.file_size > limits.MAX_ZIP_RATIO * entry.compress_size
    ):
        return faults.too_large(WHAT, f"{limits.MAX_ZIP_RATIO} times its size unpacked")
    return None


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: by flag or extra field UTF-8, else UTF-8 if it is that, else CP874."""
    if entry.flag_bits & _UTF8_FLAG:
        return entry.orig_filename
    # zipfile shows every byte as a character of CP437, which leads back without loss.
    raw = entry.orig_filename.encode("cp437", "replace")
    told = _told_name(entry.extra, raw)
    if told is not None:
        return told
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp874")
    except UnicodeDecodeError:
        return entry.orig_filename


def _told_name(extra: bytes, raw: bytes) -> str | None:
    """Info-ZIP's field with the name in UTF-8, if it belongs to this name."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + length]
        if (
            kind == _UNICODE_PATH
            and len(field) > 5
            and struct.unpack_from("<I", field, 1)[0] == zlib.crc32(raw)
        ):
            return field[5:].decode("utf-8", "replace")
        at += 4 + length
    return None
