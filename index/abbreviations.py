"""Short names that offices use for each other, and what they stand for; a search for either finds both.

Keys are written without dots and are words to the analysis, whose VERSION must rise when one is added.
"""

from __future__ import annotations

import re
from functools import cache

FULL = {
    "กทม": ("กรุงเทพมหานคร",),
    "กบข": ("กองทุนบำเหน็จบำนาญข้าราชการ",),
    "กพ": ("คณะกรรมการข้าราชการพลเรือน",),
    "กพร": ("คณะกรรมการพัฒนาระบบราชการ",),
    "กวจ": ("คณะกรรมการวินิจฉัยปัญหาการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ",),
    "ครม": ("คณะรัฐมนตรี",),
    "นรม": ("นายกรัฐมนตรี",),
    "ปปช": ("คณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ",),
    "ปภ": ("กรมป้องกันและบรรเทาสาธารณภัย",),
    "ผวจ": ("ผู้ว่าราชการจังหวัด",),
    "ผอ": ("ผู้อำนวยการ",),
    "พรก": ("พระราชกำหนด",),
    "พรฎ": ("พระราชกฤษฎีกา",),
    "พรบ": ("พระราชบัญญัติ",),
    "มท": ("กระทรวงมหาดไทย",),
    "รพ": ("โรงพยาบาล",),
    "รมต": ("รัฐมนตรี",),
    "รมว": ("รัฐมนตรีว่าการกระทรวง",),
    "รร": ("โรงเรียน",),
    "สตง": ("สำนักงานการตรวจเงินแผ่นดิน",),
    "สถ": ("กรมส่งเสริมการปกครองท้องถิ่น",),
    "สถจ": ("สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด",),
    "สนจ": ("สำนักงานจังหวัด",),
    "สป": ("สำนักงานปลัดกระทรวง",),
    "สพฐ": ("สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน",),
    "สปสช": ("สำนักงานหลักประกันสุขภาพแห่งชาติ",),
    "สสจ": ("สำนักงานสาธารณสุขจังหวัด",),
    "อบจ": ("องค์การบริหารส่วนจังหวัด",),
    "อบต": ("องค์การบริหารส่วนตำบล",),
    "อปท": ("องค์กรปกครองส่วนท้องถิ่น",),
}


@cache
def _short() -> dict[str, tuple[str, ...]]:
    short: dict[str, tuple[str, ...]] = {}
    for key, names in FULL.items():
        for name in names:
            short[name] = (*short.get(name, ()), key)
    return short


_GLUED = re.compile(r"(?P<short>(?:[ก-ฮ]{1,4}\.)+|พรบ|พรก|พรฎ)(?P<rest>[ก-๎].*)")
_LAWS = ("พรบ", "พรก", "พรฎ")


def other_names(text: str) -> tuple[str, ...]:
    """What else ``text`` is called: the full name of a short one, the short name of a full one.

    The short name of a law may be glued to the next word, that of anyone else when it ends in a dot:
    พ.ร.บ.เทศบาล is called พระราชบัญญัติเทศบาล too, and the other way round.
    """
    tight = "".join(text.split())
    bare = tight.replace(".", "")
    found = FULL.get(bare, ()) + _short().get(bare, ())
    if found:
        return found
    glued = _GLUED.fullmatch(tight)
    if glued:
        return tuple(name + glued["rest"] for name in FULL.get(glued["short"].replace(".", ""), ()))
    return tuple(
        f"{short}.{tight.removeprefix(name)}"
        for short in _LAWS
        for name in FULL[short]
        if tight.startswith(name)
    )
