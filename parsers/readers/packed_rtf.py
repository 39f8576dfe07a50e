"""RTF as Outlook packs it ([MS-OXRTFCP])."""

from __future__ import annotations

import struct
from typing import Final

from parsers.readers import faults, limits

_START: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096
_PACKED, _STORED = 0x75465A4C, 0x414C454D


def unpack(data: bytes) -> bytes:
    """The RTF. Raises UnreadableFile ``damaged`` or ``too-large``."""
    if len(data) < 16:
        raise faults.damaged("RTF")
    size, kind = struct.unpack_from("<II", data, 4)
    if size > limits.MAX_MARKUP_BYTES:
        raise faults.too_large("RTF", f"{limits.MAX_MARKUP_BYTES // limits.MB} MB")
    if kind == _STORED:
        return data[16 : 16 + size]
    if kind != _PACKED:
        raise faults.damaged("RTF")
    window = bytearray(_START.ljust(_WINDOW, b" "))
    write, out, at = len(_START), bytearray(), 16
    while at < len(data) and len(out) < size:
        control = data[at]
        at += 1
        for bit in range(8):
            if control >> bit & 1:
                if at + 2 > len(data):
                    return bytes(out)
                token = data[at] << 8 | data[at + 1]
                at += 2
                read, length = token >> 4, (token & 0xF) + 2
                if read == write:
                    return bytes(out)
            else:
                if at >= len(data):
                    return bytes(out)
                read, length = -1, 1
            for step in range(length):
                byte = data[at] if read < 0 else window[(read + step) % _WINDOW]
                out.append(byte)
                window[write] = byte
                write = (write + 1) % _WINDOW
            if read < 0:
                at += 1
    return bytes(out[:size])
