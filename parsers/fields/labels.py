"""The printed words that open a field, found whatever blanks and marks extraction lost or shifted."""

from __future__ import annotations

import re
from functools import cache

_LOOSE = r"[\s\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"
_BASE = re.compile(r"[^\s\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")

SALUTATIONS = ("กราบเรียน", "ขอประทานกราบทูล", "กราบทูล", "นมัสการ", "เจริญพร", "เรียน", "เสนอ", "ทูล")

LABELS: dict[str, tuple[str, ...]] = {
    "subject": ("เรื่อง",),
    "to": SALUTATIONS,
    "via": ("ถึง",),
    "references": ("อ้างถึง", "อ้างอิง"),
    "attachments": ("สิ่งที่ส่งมาด้วย", "สิ่งที่แนบมาด้วย", "สิ่งที่ส่งมาพร้อมนี้", "เอกสารแนบ", "สิ่งที่แนบ"),
    "unit": ("ส่วนราชการ", "ส่วนงาน", "หน่วยงาน"),
    "cc": ("สำเนาส่ง", "สำเนาเรียน"),
}


@cache
def loose(word: str) -> str:
    """A pattern for ``word`` with any blanks and marks between its letters (``เรื ่อง``, ``ส่ิงที่…``)."""
    return "".join(re.escape(char) + _LOOSE for char in _BASE.findall(word))


@cache
def _opener(name: str) -> re.Pattern[str]:
    words = "|".join(loose(word) for word in LABELS[name])
    return re.compile(rf"\s*(?:{words})\s*:?[ \t]*")


def label_end(name: str, line: str) -> int | None:
    """Where the value begins if ``line`` opens with the label ``name``.

    A label is set off from its value by blanks or a tab, or the value is one that cannot continue a word;
    ``เรียนรู้`` and ``เรื่องเดิม`` open nothing.
    """
    match = _opener(name).match(line)
    if match is None:
        return None
    end = match.end()
    rest = line[end:]
    set_off = line[:end][-1:].isspace() or line[:end].rstrip().endswith(":")
    if not rest.strip():
        return len(
            line.rstrip()
        )  # the value begins on the next line; blanks here would be counted against it
    if set_off:
        return end
    return end if _may_follow(name, rest) else None


_GLUED = {
    "subject": re.compile(r"(?!เดิม|ที่|นี้|ราว|ดังกล่าว|เสร็จ|ร้อง)[ก-๎(“\"]"),
    "to": re.compile(r"(?!รู้|มา|การ|เชิญ|ว่า|ต่อ|ตาม|จบ|ปกติ|ดี)(?:ผู้|นาย|อธิบดี|ปลัด|ท่าน|คณะ|หัวหน้า|\()"),
    "via": re.compile(
        r"(?!แม้|ที่|วัน|ขั้น)(?:สำนัก|กรม|กระทรวง|จังหวัด|อำเภอ|เทศบาล|องค์การ|โรงเรียน|โรงพยาบาล|มหาวิทยาลัย|ศูนย์|หัวหน้า|ผู้|ทุก)"
    ),
    "references": re.compile(r"(?:หนังสือ|คำสั่ง|ประกาศ|บันทึก|[1-9(])"),
    "attachments": re.compile(r"[ก-๎1-9(]"),
    "unit": re.compile(r"(?:สำนัก|กรม|กระทรวง|กอง|งาน|ฝ่าย|กลุ่ม|โรงเรียน|คณะ)"),
    "cc": re.compile(r"[ก-๎1-9(]"),
}


def _may_follow(name: str, rest: str) -> bool:
    return _GLUED[name].match(rest) is not None
