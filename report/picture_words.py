"""What a picture of a chain says beside the letters, in Thai and in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report.labels import Language

WORDS: dict[str, tuple[str, str]] = {
    "title": ("สายหนังสือ {name}", "The chain of {name}"),
    "as-of": ("ณ {day}", "on {day}"),
    "sum": (
        "{letters} ฉบับ {links} การอ้างถึง ไม่มีในคลัง {missing} ฉบับ",
        "{letters} letters, {links} references, {missing} not in the archive",
    ),
    "left-out": (
        "วาดเฉพาะ {drawn} ฉบับที่ใกล้ฉบับตั้งต้นที่สุด อีก {left} ฉบับไม่ได้วาด",
        "Only the {drawn} letters nearest to the start are drawn; {left} more are not.",
    ),
    "root": ("ฉบับตั้งต้น", "start"),
    "undated": ("ไม่ทราบวันที่", "no date"),
    "years": ("พ.ศ.", "AD"),
    "how": (
        "ซ้ายเก่า ขวาใหม่ ระยะห่างไม่เป็นสัดส่วนกับเวลา หัวลูกศรชี้ไปยังฉบับที่ถูกอ้าง",
        "Old on the left, new on the right, not to scale. Arrows point to the letter that is cited.",
    ),
    "absent": ("กรอบประ: ไม่มีในคลัง", "dashed box: not in the archive"),
    "cycle": ("อ้างถึงกันเป็นวง", "part of a circle"),
    "cycles": ("อ้างถึงกันเป็นวง: {letters}", "A circle: {letters}"),
    "more-cycles": ("และอีก {count} วง", "and {count} more circles"),
    "sure": ("มั่นใจ {percent}%", "{percent}% sure"),
}


def word(key: str, language: Language, **values: object) -> str:
    """The words under ``key``, with ``values`` filled in."""
    return WORDS[key][language == "en"].format(**values)
