"""What can be wrong with an archive, each with a stable code and, in Thai and English, what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

State = Literal["found", "mended", "unmended"]

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "mark-damaged": ("ป้ายของคลังหายหรืออ่านไม่ได้", "the mark of the archive is missing or unreadable"),
    "catalogue-missing": (
        "ไม่มีทะเบียน ให้กู้คืนจากแฟ้มสำรอง หรือนำโฟลเดอร์ originals เข้าคลังใหม่",
        "the catalogue is missing: restore a backup, or import the folder originals into a new archive",
    ),
    "catalogue-damaged": (
        "ทะเบียนเสียหาย ({reason}) ให้กู้คืนจากแฟ้มสำรอง หรือนำโฟลเดอร์ originals เข้าคลังใหม่",
        "the catalogue is damaged ({reason}): restore a backup, or import the folder originals into a new archive",
    ),
    "schema-old": (
        "ทะเบียนเป็นรุ่น {reason} เก่ากว่าโปรแกรม จะปรับรุ่นเมื่อใช้คำสั่งใด ๆ หลังจากนั้นให้ตรวจอีกครั้ง",
        "the catalogue is of version {reason}, older than the program; any other command upgrades it: examine it then",
    ),
    "original-missing": (
        "ต้นฉบับหาย และไม่พบแฟ้มเดิมที่เนื้อหาตรงกัน ให้บอกแฟ้มสำรองด้วย --repair --backup แฟ้ม",
        "the original is missing and no file of the same content is where it came from;"
        " name a backup that has it with --repair --backup FILE",
    ),
    "original-damaged": (
        "ต้นฉบับไม่ตรงกับแฮช ({reason}) และไม่พบแฟ้มเดิมที่เนื้อหาตรงกัน ให้บอกแฟ้มสำรองด้วย --repair --backup แฟ้ม",
        "the original is not what its hash says ({reason}) and no file of the same content is where it came from;"
        " name a backup that has it with --repair --backup FILE",
    ),
    "orphan": (
        "ต้นฉบับที่ไม่มีในทะเบียน จะย้ายไปไว้ในโฟลเดอร์ set-aside ของคลัง ซึ่งนำเข้าใหม่ได้",
        "an original that the catalogue does not know; it is set aside in the archive's folder set-aside,"
        " from which it can be imported",
    ),
    "stray": (
        "แฟ้มในโฟลเดอร์ originals ที่ไม่ใช่ต้นฉบับ จะย้ายไปไว้ในโฟลเดอร์ set-aside ของคลัง",
        "a file among the originals that is none; it is set aside in the archive's folder set-aside",
    ),
    "leftover": (
        "เศษจากงานที่ถูกหยุดกลางคัน ลบได้ ไม่มีหนังสืออยู่ในนั้น",
        "left behind by work that was killed; it holds no letter and can go",
    ),
    "content-unknown": (
        "ทะเบียนอ้างถึงแฟ้มนี้แต่ไม่มีเนื้อหา ให้นำเข้าแฟ้มนี้อีกครั้ง",
        "the catalogue names this file but not what is in it; import it again",
    ),
    "parts-broken": (
        "สิ่งที่ทะเบียนเก็บจากต้นฉบับนี้ใช้ไม่ได้ ({reason}) ต้องอ่านต้นฉบับใหม่",
        "what the catalogue holds of this original is broken ({reason}) and must be read from the original again",
    ),
    "letter-broken": (
        "หนังสือไม่ตรงกับข้อความที่อ่านได้ ({reason}) ต้องจัดทำใหม่จากข้อความ",
        "the letter is not what its texts say ({reason}) and must be made from them anew",
    ),
    "link-dangling": (
        "มีการโยงไปยังสิ่งที่ไม่มี ({reason}) ต้องโยงใหม่",
        "something points to what is not there ({reason}) and must be linked anew",
    ),
    "link-outdated": (
        "การโยงไม่ตรงกับที่หนังสือเขียน ({reason}) ต้องโยงใหม่",
        "a link is not what the letters say ({reason}) and must be made anew",
    ),
    "status-outdated": (
        "สถานะไม่ตรงกับการอ้างถึง ({reason}) ต้องคิดใหม่",
        "the status is not what the links make of it ({reason}) and must be worked out anew",
    ),
    "history-lost": (
        "ประวัติบางส่วนหาย ({reason}) ให้กู้คืนจากแฟ้มสำรองถ้าต้องใช้",
        "a part of the history is lost ({reason}); restore a backup if it is needed",
    ),
    "index-damaged": (
        "ดัชนีค้นหาหาย เสียหาย หรือเป็นรุ่นอื่น สร้างใหม่ด้วย saraban reindex",
        "the search index is missing, damaged or of another version; saraban reindex builds it anew",
    ),
    "index-behind": (
        "ดัชนีค้นหายังไม่ได้รับการเปลี่ยนแปลงล่าสุด สร้างใหม่ด้วย saraban reindex",
        "the search index has not learnt the latest changes; saraban reindex builds it anew",
    ),
    "index-lacks": (
        "ดัชนีค้นหาไม่มีหนังสือนี้ จึงค้นไม่พบ",
        "the search index does not have this letter: no search finds it",
    ),
    "index-extra": (
        "ดัชนีค้นหามีหนังสือที่ไม่มีในทะเบียน",
        "the search index has a letter that the catalogue does not",
    ),
    "index-outdated": (
        "ดัชนีค้นหามีค่าต่างจากทะเบียน ({reason})",
        "the search index differs from the catalogue ({reason})",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong. ``what`` is a path in the archive, a hash or a letter's id; ``key`` is for mending."""

    code: str
    what: str
    reason: str = ""
    state: State = "found"
    key: str = field(default="", compare=False)

    def message(self, language: str = "th") -> str:
        """What is wrong and what to do about it, in ``th`` or ``en``."""
        thai, english = WORDS[self.code]
        return (english if language == "en" else thai).format(reason=self.reason)

    def as_json(self) -> dict[str, str]:
        return {
            "code": self.code,
            "what": self.what,
            "message": self.message("en"),
            "state": self.state,
        }


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What an examination (and repair) came to. ``checked`` counts what was looked at; ``run`` is the number under
    which a repair is recorded, none where nothing was mended or the catalogue cannot be written."""

    path: str
    findings: tuple[Finding, ...]
    checked: Mapping[str, int]
    seconds: float
    run: int | None = None

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong, any more."""
        return all(finding.state == "mended" for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """The object of ``saraban doctor --format json`` (a contract)."""
        return {
            "archive": self.path,
            "well": self.is_well,
            "checked": dict(self.checked),
            "findings": [finding.as_json() for finding in self.findings],
            "run": self.run,
            "seconds": round(self.seconds, 3),
        }
