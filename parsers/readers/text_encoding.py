"""Bytes of a text file into characters: the encodings Thai offices have used, and how they went wrong."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_MOJIBAKE = re.compile("[\xa1-\xda\xdf-\xfb]")
_NEVER_THAI = re.compile("[\xdb-\xde\xfc-\xff]")
_LATIN_LETTER = re.compile("[A-Za-z]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_FROM_LATIN1 = {code: code - 0xA0 + 0x0E00 for code in (*range(0xA1, 0xDB), *range(0xDF, 0xFC))}
_TO_LATIN1 = {thai: latin for latin, thai in _FROM_LATIN1.items()}


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding; never fails, so judge the text afterwards."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace"), encoding.removesuffix("-sig")
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace"), wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_broken(data)
    return undo_mojibake(text)


def undo_mojibake(text: str) -> tuple[str, str]:
    """Undo a wrong decoding that was saved as UTF-8: TIS-620 or UTF-8 that was taken for Latin-1."""
    if _THAI.search(text) or len(_MOJIBAKE.findall(text)) < 2:
        return text, "utf-8"
    bytes_again = _as_windows_bytes(text)
    if bytes_again is not None:
        try:
            twice = bytes_again.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            if _mostly_thai(twice):
                return twice, "utf-8 as cp1252"
    repaired = _half_utf8_to_thai(text) or latin1_to_thai(text)
    return (text, "utf-8") if repaired is None else (repaired, "tis-620 as latin-1")


def latin1_to_thai(text: str) -> str | None:
    """TIS-620 shown as Latin-1, character for character; None unless that gives mostly Thai."""
    found = len(_MOJIBAKE.findall(text))
    # Umlauts and accents of a Western text reach outside the range that TIS-620 uses.
    if found <= len(_LATIN_LETTER.findall(text)) or len(_NEVER_THAI.findall(text)) > 0.02 * found:
        return None
    repaired = text.translate(_FROM_LATIN1)
    return repaired if _mostly_thai(repaired) else None


def _half_utf8_to_thai(text: str) -> str | None:
    # Some programs read TIS-620 as UTF-8 wherever two or three bytes allow it, and as Latin-1 elsewhere.
    foreign = [char for char in text if char > "\xff"]
    if not foreign or len(foreign) > len(_MOJIBAKE.findall(text)):
        return None
    parts: list[str] = []
    for char in text:
        data = char.encode("utf-8", "replace")
        inside = char > "\xff" and all(0xA1 <= byte <= 0xDA or 0xDF <= byte <= 0xFB for byte in data)
        parts.append(data.decode("cp874") if inside else char)
    return latin1_to_thai("".join(parts).translate(_TO_LATIN1))


def _wide_encoding(data: bytes) -> str | None:
    # UTF-16 Thai has 0E or 00 in every second byte; neither occurs in text of any other encoding.
    sample = data[: 4096 & ~1]
    pairs = len(sample) // 2
    if pairs == 0:
        return None
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        high, low = sample[first::2], sample[1 - first :: 2]
        if sum(high.count(byte) for byte in (0x00, 0x0E, 0x20)) < 0.9 * pairs:
            continue
        if high.count(0x00) + high.count(0x0E) > 0.5 * pairs and low.count(0x00) < 0.05 * pairs:
            return encoding
    return None


def _decode_broken(data: bytes) -> tuple[str, str]:
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    if good >= 4 * bad:
        return text, "utf-8"
    runs = _HIGH_RUN.findall(data)
    # Thai letters come in runs; single high bytes between Latin letters are accents of a Western text.
    if sum(map(len, runs)) < 1.5 * len(runs) and len(_LATIN_LETTER.findall(text)) > 4 * len(runs):
        return data.decode("cp1252", errors="replace"), "cp1252"
    return data.decode("cp874", errors="replace"), "cp874"


def _as_windows_bytes(text: str) -> bytes | None:
    out = bytearray()
    for char in text:
        if char <= "\xff":
            out.append(ord(char))
            continue
        try:
            out += char.encode("cp1252")
        except UnicodeEncodeError:
            return None
    return bytes(out)


def _mostly_thai(text: str) -> bool:
    thai = len(_THAI.findall(text))
    other = sum(1 for char in text if char.isalpha() and not "\u0e01" <= char <= "\u0e5b")
    return thai > other
