"""Whom to ask: telephones, faxes, e-mails, LINE and coordinators, where the reader is invited to use them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.fields.doubts import LEAST
from parsers.fields.names import PREFIX, SURNAME
from parsers.fields.phones import MAIN, read_phones, read_phones_of
from parsers.letter import Contacts, Evidence, Kind

if TYPE_CHECKING:
    from parsers.fields.layout import Layout
    from parsers.sheet import Flow, Sheet

_PHONE_WORD = r"หมายเลขภายใน|หมายเลขโทรศัพท์(?:มือถือ|เคลื่อนที่)?|เบอร์โทรศัพท์|เบอร์โทร|โทรศัพท์(?:มือถือ|เคลื่อนที่)?|โทรฯ|โทร\s?\.?(?!สาร|ศัพท์|คมนาคม|เลข|พิมพ์|ทัศน์|เวช)|Telephone|Tel\s?\.?|Phone|มือถือ|เบอร์|สื่อสาร"
_FAX_WORD = r"โทรสาร|แฟกซ์|แฟ็กซ์|Fax\s?\.?"
_HOT_WORD = r"สายด่วน(?:\s?[ก-๎]{2,40})?|(?:Call|Contact)\s?Center|คอลเซ็นเตอร์|ศูนย์บริการข้อมูล"
_JOINT = r"(?:\s*(?:/|และ|,)\s*)"
_LABEL = re.compile(
    rf"(?P<both>(?:{_PHONE_WORD}){_JOINT}(?:{_FAX_WORD})|(?:{_FAX_WORD}){_JOINT}(?:{_PHONE_WORD}))"
    rf"|(?P<fax>{_FAX_WORD})|(?P<hot>{_HOT_WORD})|(?P<phone>{_PHONE_WORD})",
    re.I,
)
_INNER = re.compile(r"[\s.:]*(?:\(?\s*ภายใน\s*\)?|ภายใน)\s*(?:ที่)?[\s.:]*(?=\d)")
_BEFORE_NUMBER = re.compile(
    r"[\s.:)]*(?:(?:หมายเลข|เบอร์|ที่|คือ|ได้ที่|สายตรง|ราชการ|มือถือ|กลาง|แจ้ง[ก-๎]{0,16}?ที่)[\s.:]*){0,3}(?:[ก-๎]{0,40}\s*(?=โทร))?"
)
_TOLD_OF = re.compile(r"หลอก|มิจฉาชีพ|แอบอ้าง|ผู้เสียหาย|ของผู้ต้องหา|ผู้ร้อง|ผู้แจ้ง|ตรวจสอบพบ")
_INTERIOR_ALONE = re.compile(
    r"(?<![ก-๎])\(\s*(?:สื่อสาร\s*)?มท\s*\.?\s*\)\s*(?=\d{5})|สื่อสาร\s*มท\s*\.?\s*(?=\d{5})"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._-])[A-Za-z0-9](?:[A-Za-z0-9+-]|[._](?=[A-Za-z0-9])|\s?[._]\s?(?=[A-Za-z0-9_.-]{0,30}\s?@)){0,48}\s?@\s?[A-Za-z0-9-]{1,40}(?:(?<=-)\s[A-Za-z0-9-]{1,30})?(?:\s?\.\s?[A-Za-z0-9-]{2,24}){1,4}"
)
_LINE = re.compile(
    r"(?:(?:แอปพลิเคชัน\s*)?(?:ไลน์\s*(?:\(?LINE\)?)?|LINE)(?!\s*กลุ่ม)\s*(?:Official(?:\s*Account)?|OA|ID|Id|id|ไอดี|แอด)?\s*(?:ชื่อ)?\s*[:.]?\s*)(?P<id>@?[A-Za-z0-9][A-Za-z0-9_.\-]{2,30})(?![@\w])",
    re.I,
)
_AT_NAME = re.compile(
    r"(?<![A-Za-z0-9._\-@])(?<![A-Za-z0-9]\s)@(?P<id>[A-Za-z0-9_\-]{3,30})(?![A-Za-z0-9_\-])(?!\s?\.\s?[A-Za-z])"
)
_COORDINATOR = re.compile(
    r"(?:ชื่อ)?(?:เจ้าของเรื่อง|ผู้ประสาน(?:งาน)?(?:โครงการ)?|ผู้รับผิดชอบ(?:โครงการ|หลัก)?|ผู้ติดต่อ|เจ้าหน้าที่ผู้ประสานงาน|เจ้าหน้าที่ผู้รับผิดชอบ|ประสานงาน(?=\s*[:\-])|ติดต่อ(?:สอบถาม|ประสานงาน)?(?:ได้ที่|ที่|กับ)?|สอบถาม(?:รายละเอียด)?(?:เพิ่มเติม)?(?:ได้ที่|ที่|กับ)?|ประสาน(?:งาน|รายละเอียด)?(?:เพิ่มเติม)?(?:กับ|ได้ที่|ที่))"
    r"(?:\s*คือ)?\s*[:\-]?\s*"
)
_NAME = rf"(?P<name>(?:{PREFIX})?(?!ผู้)[ก-ฮเ-ไ][ก-๎]{{1,25}}[ \t]+(?:\([^()\n]{{1,20}}\)[ \t]*)?{SURNAME}|คุณ[ก-๎]{{2,20}}(?=[ \t]+(?:โทร|มือถือ|0[689])))"
_PREFIXED_NAME = rf"(?P<name>{PREFIX}(?!ผู้)[ก-ฮเ-ไ][ก-๎]{{1,25}}[ \t]+(?:\([^()\n]{{1,20}}\)[ \t]*)?{SURNAME}|คุณ[ก-๎]{{2,20}}(?=[ \t]+(?:โทร|มือถือ|0[689])))"
_PERSON_LIST = re.compile(rf"(?:\s*(?:\(?\d[.)]\)?)?\s*){_NAME}")
_PERSON_STRICT = re.compile(rf"(?:\s*(?:\(?\d[.)]\)?)?\s*){_PREFIXED_NAME}")
_NOT_PERSON = re.compile(
    r"กลุ่ม|กอง|ฝ่าย|สำนัก|งาน|ศูนย์|โทร|กรม|เจ้าหน้าที่|หมายเลข|ส่วน|หน่วย|จังหวัด|ท้าย|ดังกล่าว|ตาม|ได้|ทาง|ภายใน|ที่"
    r"|และ|ให้|หรือ|ต้อง|ไม่|เป็น|โดย|ใน|ต่อ|เพื่อ|ซึ่ง|กรณี|ทั้ง|ทุก|อาจ|ณ\s"
)
_NAME_ENDS = re.compile(
    r"[ \t]*(?:$|\n|[(),/:0-9+]|และ|หรือ|ตำแหน่ง|โทร|มือถือ|เบอร์|หมายเลข|อีเมล|E-?mail|ไลน์|LINE)", re.I
)
_NAME_WITH_PHONE = re.compile(
    rf"(?:สอบถาม|ติดต่อ|ประสาน|หรือ|ที่|กับ|คือ|และ|\()[^\n]{{0,30}}?{_PREFIXED_NAME}\s*(?:\([^()\n\d]{{1,20}}\)\s*)?\(?\s*(?:โทร|มือถือ|หมายเลขโทร|เบอร์)(?!เลข|คม)"
)
_ROLES = ("ผู้ประสานงาน", "ผู้รับผิดชอบ", "เจ้าหน้าที่ผู้ประสาน")
_NAME_THEN_ROLE = re.compile(
    rf"{_PREFIXED_NAME}\s*(?:\([^()\n]{{1,20}}\)\s*)?,?\s*(?:[^\n]{{0,60}}?(?=เป็นผู้))?(?:เป็น)?(?:{'|'.join(_ROLES)})"
)
_REACH_AT = re.compile(
    r"(?:โทร(?:หา)?(?!สาร|ศัพท์)|ติดต่อ|สอบถาม|แจ้ง|ประสาน|รายงาน)[^\n\d]{0,60}?(?:ได้ที่|ที่|หมายเลข)\s*(?=0[\d\s\-]{8})"
)
_MOBILE_OF = re.compile(
    rf"(?:มือถือ|โทร\.?)?\s*(?P<phone>0[689](?:[\s-]?\d){{8}})\s*\(\s*(?P<name>(?:{PREFIX})[ก-๎]+\s+{SURNAME})"
)

_LONGEST_INTERIOR = 5
"""Digits of numbers within an office, and of hot lines."""


@dataclass
class _Gathered:
    """Values by list, each with its first place; a working store of this module. ``scanned``: OCR read them."""

    scanned: bool = False
    values: dict[str, dict[str, Evidence | None]] = field(
        default_factory=lambda: {name: {} for name in ("phones", "faxes", "emails", "people", "line_ids")}
    )

    def add(self, name: str, value: str, evidence: Evidence | None) -> None:
        if self.scanned and name in ("phones", "faxes") and not _is_sound(value, evidence):
            return
        self.values[name].setdefault(value, evidence)


def _is_sound(number: str, evidence: Evidence | None) -> bool:
    """Whether a scan's number is sure enough and as long as telephone numbers are: a wrong one calls a stranger."""
    if number.startswith("มท"):
        return True
    digits = len(number.partition(" ")[0])
    long_enough = digits in (9, 10) if number.startswith("0") else digits <= _LONGEST_INTERIOR
    return long_enough and (evidence is None or evidence.confidence >= LEAST)


def find_contacts(sheet: Sheet, layout: Layout, signer: str | None) -> tuple[Contacts, dict[str, Evidence]]:
    """Contacts of the letter and the evidence of each (``contacts.phones[0]`` …)."""
    if layout.kind is Kind.NOT_LETTER:
        return Contacts(), {}
    gathered = _Gathered(scanned=any(line.scanned for line in sheet.lines))
    *zones, body = _zones(sheet, layout)
    for flow in (*zones, body):
        _phones(flow, gathered)
        _emails(flow, gathered)
        _lines(flow, gathered)
        _people(flow, gathered, signer, told=flow is body)
    contacts = Contacts(**{name: tuple(found) for name, found in gathered.values.items()})
    evidence = {
        f"contacts.{name}[{index}]": place
        for name, found in gathered.values.items()
        for index, place in enumerate(found.values())
        if place is not None
    }
    return contacts, evidence


def _zones(sheet: Sheet, layout: Layout) -> list[Flow]:
    """Foot first (the office's own), then the memo head, then the body."""
    start = layout.foot[0]
    return [sheet.flow(start, len(sheet)), sheet.flow(0, layout.body[0]), sheet.flow(layout.body[0], start)]


def _phones(flow: Flow, gathered: _Gathered) -> None:
    used_until = -1
    main: str | None = None
    for label in _LABEL.finditer(flow.text):
        if label.start() < used_until:
            continue
        if _TOLD_OF.search(flow.text[max(0, label.start() - 40) : label.start()].rpartition("\n")[2]):
            continue
        inner = _INNER.match(flow.text, label.end())
        lead = _BEFORE_NUMBER.match(flow.text, label.end())
        start = inner.end() if inner else (lead.end() if lead else label.end())
        short = inner is not None or label.group("hot") is not None or _short_allowed(flow, label, start)
        matches = read_phones(flow.text, start, short=short)
        if not matches and label.group("fax") and main is not None:
            matches = read_phones_of(main, flow.text, start)
        if matches and label.group("fax") is None:
            main = matches[-1].numbers[-1].partition(" ")[0]
        if not matches:
            continue
        used_until = matches[-1].end
        names = ["phones", "faxes"] if label.group("both") else ["faxes" if label.group("fax") else "phones"]
        for match in matches:
            for number in match.numbers:
                for name in ["phones"] if number.startswith("มท") else names:
                    place = flow.evidence(match.start, match.end, f"label-{name}", 0.97)
                    gathered.add(name, number, place)
    _unlabelled(flow, gathered)


def _short_allowed(flow: Flow, label: re.Match[str], start: int) -> bool:
    """``โทร. 54712``: an interior line, not a year or a count."""
    return (
        bool(
            re.match(
                r"(?:\d{4,6}|[2-9]\d\d[\s-]?\d{4})(?![\d/])(?!\s*(?:คน|บาท|ราย|แห่ง))",
                flow.text[start : start + 18],
            )
        )
        and label.group("hot") is None
        and re.match(r"โทร|สื่อสาร|Tel|หมายเลขภายใน", label.group(), re.I) is not None
    )


def _unlabelled(flow: Flow, gathered: _Gathered) -> None:
    for match in _INTERIOR_ALONE.finditer(flow.text):
        for phone in read_phones(flow.text, match.start()):
            for number in phone.numbers:
                near = flow.text[max(0, match.start() - 60) : match.start()]
                fax = re.search(rf"(?:{_FAX_WORD})[^\n]*$", near, re.I)
                evidence = flow.evidence(phone.start, phone.end, "interior-network", 0.95)
                if not fax:
                    gathered.add("phones", number, evidence)
    for match in _REACH_AT.finditer(flow.text):
        for phone in read_phones(flow.text, match.end()):
            for number in phone.numbers:
                gathered.add("phones", number, flow.evidence(phone.start, phone.end, "reach-at", 0.9))
    for match in _MOBILE_OF.finditer(flow.text):
        for phone in read_phones(flow.text, match.start("phone")):
            for number in phone.numbers:
                gathered.add("phones", number, flow.evidence(phone.start, phone.end, "mobile-of", 0.95))


def _emails(flow: Flow, gathered: _Gathered) -> None:
    for match in _EMAIL.finditer(flow.text):
        value = re.sub(r"\s", "", match.group()).rstrip(".-")
        value = re.sub(r"\.(?:g0|c0)(?=\.|$)", lambda m: m.group().replace("0", "o"), value)
        gathered.add("emails", value, flow.evidence(match.start(), match.end(), "e-mail", 0.97))


def _lines(flow: Flow, gathered: _Gathered) -> None:
    mails = [(match.start(), match.end()) for match in _EMAIL.finditer(flow.text)]
    for pattern in (_LINE, _AT_NAME):
        for match in pattern.finditer(flow.text):
            if any(start < match.end() and match.start() < end for start, end in mails):
                continue
            value = match.group("id").rstrip(".-")
            if pattern is _AT_NAME:
                value = "@" + value
            if value.lower() in ("official", "group", "notify", "account", "application"):
                continue
            if "@" + value in gathered.values["line_ids"]:
                continue
            gathered.add(
                "line_ids", value, flow.evidence(match.start("id"), match.end("id"), "line-id", 0.93)
            )


def _people(flow: Flow, gathered: _Gathered, signer: str | None, *, told: bool) -> None:
    """Coordinators; in running text (``told``) a name without prefix is believed only behind a colon."""
    own = _core(signer) if signer else None
    for label in _COORDINATOR.finditer(flow.text):
        strict = not label.group().startswith(("ผู้", "เจ้าของ", "ชื่อผู้", "เจ้าหน้าที่ผู้"))
        strict = strict or (told and not label.group().rstrip().endswith(":"))
        for name, start, end in _names_after(flow.text, label.end(), strict=strict):
            if own is None or _core(name) != own:
                gathered.add("people", name, flow.evidence(start, end, "coordinator", 0.93))
            _mobile_after(flow, end, gathered)
    # Names are slow to look for, and few letters have such a word.
    with_role = _NAME_THEN_ROLE.finditer(flow.text) if any(role in flow.text for role in _ROLES) else ()
    for match in (*_NAME_WITH_PHONE.finditer(flow.text), *with_role):
        name = _bare_name(match.group("name"))
        if own is None or _core(name) != own:
            place = flow.evidence(match.start("name"), match.end("name"), "name-with-phone", 0.85)
            gathered.add("people", name, place)
    for match in _MOBILE_OF.finditer(flow.text):
        name = " ".join(match.group("name").split())
        if own is None or _core(name) != own:
            gathered.add(
                "people", name, flow.evidence(match.start("name"), match.end("name"), "mobile-of", 0.9)
            )


_AFTER_NAME = re.compile(r"\s*(?:\([^()\n\d]{1,30}\))?\s*[,:]?\s*\(?\s*(?=0|\+66)")


def _mobile_after(flow: Flow, end: int, gathered: _Gathered) -> None:
    """A number without a label right behind a coordinator's name."""
    gap = _AFTER_NAME.match(flow.text, end)
    if gap is None:
        return
    for phone in read_phones(flow.text, gap.end()):
        for number in phone.numbers:
            gathered.add("phones", number, flow.evidence(phone.start, phone.end, "coordinator-phone", 0.93))


def _core(name: str) -> str:
    return re.sub(rf"^{PREFIX}", "", name).replace(" ", "")


def _names_after(text: str, start: int, *, strict: bool) -> list[tuple[str, int, int]]:
    """Names listed behind a label: separated by และ, comma, slash or numbers, phones between them."""
    found: list[tuple[str, int, int]] = []
    position = start
    pattern = _PERSON_STRICT if strict else _PERSON_LIST
    while len(found) < 6:
        match = pattern.match(text, position)
        if match is None or not (re.match(PREFIX, match.group("name")) or _plain_name(text, match)):
            break
        name = _bare_name(" ".join(match.group("name").split()))
        found.append((name, match.start("name"), match.start("name") + len(match.group("name"))))
        position = _next_name(text, match.end(), _PERSON_STRICT)
        if position < 0:
            break
    return found


def _plain_name(text: str, match: re.Match[str]) -> bool:
    """A name without a prefix is believed only on its label's line, with something behind it that ends a name."""
    return (
        "\n" not in text[match.start() : match.start("name")]
        and not _NOT_PERSON.match(match.group("name"))
        and _NAME_ENDS.match(text, match.end("name")) is not None
    )


def _bare_name(name: str) -> str:
    """The name without a nickname in brackets."""
    return " ".join(re.sub(r"\([^()]*\)", " ", name).split()).rstrip(".")


_BETWEEN = re.compile(
    r"(?:[^\n]{0,110}?)(?:\s*(?:และ|หรือ|/|,)\s*(?:\(?\d[.)]\)?\s*)?|\s\(?\d[.)]\)?\s*|\n\s*(?:\(?\d[.)]\)?\s*)?)(?=(?:นาย|นาง|น\.ส\.|คุณ|ดร\.|ผศ|รศ|ว่าที่|พ\.|ร\.|พัน|ร้อย|จ่า|สิบ))"
)


def _next_name(text: str, position: int, pattern: re.Pattern[str]) -> int:
    between = _BETWEEN.match(text, position)
    if between is None or pattern.match(text, between.end()) is None:
        return -1
    return between.end()


def has_phone(text: str) -> bool:
    """Whether a telephone number stands in ``text``."""
    return MAIN.search(text) is not None
