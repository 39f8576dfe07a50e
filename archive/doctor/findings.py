"""What can be wrong with an archive, each with a stable code and, in Thai and English, what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

State = Literal["found", "mended", "unmended"]

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "mark-damaged": ("ป้ายของคลังหายหรืออ่านไม่ได้", "the mark of the archive is missing or unreadable"),
    "catalogue-missing": ("ไม่มีทะเบียน", "the catalogue is missing"),
    "catalogue-damaged": ("ทะเบียนเสียหาย ({reason})", "the catalogue is damaged ({reason})"),
    "schema-old": (
        "ทะเบียนเป็นรุ่นเก่ากว่าโปรแกรม ({reason}) สิ่งที่อยู่ในทะเบียนจึงยังไม่ได้ตรวจ คำสั่งใด ๆ ที่ใช้คลังจะปรับรุ่นให้",
        "the catalogue is of an older version ({reason}), so what is in it was not examined;"
        " any command that uses the archive upgrades it",
    ),
    "original-missing": ("ต้นฉบับของ {reason} หาย", "the original of {reason} is missing"),
    "original-damaged": (
        "ต้นฉบับของ {reason} ไม่ตรงกับแฮช",
        "the original of {reason} is not what its hash says",
    ),
    "orphan": (
        "ต้นฉบับที่ไม่มีในทะเบียน การซ่อมจะย้ายไปไว้ในโฟลเดอร์ set-aside ของคลัง ซึ่งนำเข้าใหม่ได้",
        "an original that the catalogue does not know; a repair sets it aside in the archive's folder set-aside,"
        " from which it can be imported",
    ),
    "stray": (
        "แฟ้มในโฟลเดอร์ originals ที่ไม่ใช่ต้นฉบับ การซ่อมจะย้ายไปไว้ในโฟลเดอร์ set-aside ของคลัง",
        "a file among the originals that is none; a repair sets it aside in the archive's folder set-aside",
    ),
    "leftover": (
        "เศษจากงานที่ถูกหยุดกลางคัน ไม่มีหนังสืออยู่ในนั้น การซ่อมจะลบ",
        "left behind by work that was killed; it holds no letter, and a repair removes it",
    ),
    "content-unknown": (
        "ทะเบียนมีชื่อแฟ้มนี้แต่ไม่มีเนื้อหา",
        "the catalogue names this file but does not know what is in it",
    ),
    "parts-broken": (
        "สิ่งที่ทะเบียนเก็บจากต้นฉบับนี้ใช้ไม่ได้ ({reason})",
        "what the catalogue holds of this original is broken ({reason})",
    ),
    "letter-broken": (
        "หนังสือไม่ตรงกับข้อความที่อ่านได้ ({reason})",
        "the letter is not what its texts say ({reason})",
    ),
    "link-dangling": ("มีการโยงไปยังสิ่งที่ไม่มี ({reason})", "rows point to what is not there ({reason})"),
    "link-outdated": ("การโยงไม่ตรงกับที่หนังสือเขียน ({reason})", "a link is not what the letters say ({reason})"),
    "status-outdated": (
        "สถานะไม่ตรงกับการอ้างถึง ({reason})",
        "the status is not what the links make of it ({reason})",
    ),
    "history-lost": ("ประวัติบางส่วนหาย ({reason})", "a part of the history is lost ({reason})"),
    "index-damaged": (
        "ดัชนีค้นหาหาย เสียหาย หรือเป็นรุ่นอื่น",
        "the search index is missing, damaged or of another version",
    ),
    "index-behind": (
        "ดัชนีค้นหายังไม่ได้รับการเปลี่ยนแปลงล่าสุด",
        "the search index has not learnt the latest changes",
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
"""What is wrong."""

_RESTORE: Final = (
    "ให้กู้คืนจากแฟ้มสำรองด้วย saraban restore หรือนำโฟลเดอร์ originals เข้าคลังใหม่",
    "restore a backup with saraban restore, or import the folder originals into a new archive",
)
_FETCH: Final = (
    "ไม่พบแฟ้มที่เนื้อหาตรงกันในที่ที่นำเข้ามา ให้บอกแฟ้มสำรองด้วย --repair --backup FILE",
    "no file of the same content is where it came from; name a backup that has it with --repair --backup FILE",
)
LOST: Final = frozenset({"catalogue-missing", "catalogue-damaged"})
"""What no repair can mend."""
REMEDIES: Final[Mapping[str, tuple[str, str]]] = {
    "catalogue-missing": _RESTORE,
    "catalogue-damaged": _RESTORE,
    "original-missing": _FETCH,
    "original-damaged": _FETCH,
    "content-unknown": ("ให้นำเข้าแฟ้มนี้อีกครั้ง", "import the file again"),
    "parts-broken": (
        "ต้องมีต้นฉบับที่ไม่เสียหายจึงจะอ่านใหม่ได้ ให้บอกแฟ้มสำรองด้วย --repair --backup FILE",
        "it can only be read again from a sound original: name a backup that has it with --repair --backup FILE",
    ),
}
_ELSE: Final = (
    "ให้กู้คืนจากแฟ้มสำรองด้วย saraban restore",
    "restore a backup with saraban restore",
)
"""What to do about what could not be mended."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong. ``what`` is a path in the archive, a hash or a letter's id; ``key`` is for mending."""

    code: str
    what: str
    reason: str = ""
    state: State = "found"
    key: str = field(default="", compare=False)

    def message(self, language: str = "th") -> str:
        """What is wrong, and what a person must do where a repair cannot help, in ``th`` or ``en``."""
        place = language == "en"
        said = WORDS[self.code][place].format(reason=self.reason)
        if self.state != "unmended" and self.code not in LOST:
            return said
        return f"{said}{': ' if place else ' '}{REMEDIES.get(self.code, _ELSE)[place]}"

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
