"""The signature block: who signs, in which office, for whom (clauses 11.10, 11.11, 82 to 85)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.fields.found import Found, found_in_line, tidy
from parsers.fields.names import BRACKETED, PREFIX, RANK, is_name
from parsers.letter import Kind

if TYPE_CHECKING:
    from parsers.fields.layout import Layout
    from parsers.sheet import Sheet, TextLine

_CERTIFIED = re.compile(
    r"\s*[-(]?\s*(?:รับรอง)?(?:สำเนา|คัดสำเนา)(?:คู่ฉบับ)?(?:นี้)?ถูกต้อง|\s*ผู้รับรองสำเนา|\s*คำสั่ง\s*$|\s*ความเห็น(?:ของ)?|\s*(?:ทราบ|อนุมัติ|เห็นชอบ|ลงนามแล้ว|อนุญาต)\s*$|\s*-\s*(?:ทราบ|อนุมัติ)|\s*เรียน\s"
)
_ACTING = re.compile(
    r"(?:ปฏิบัติราชการแทน|รักษาราชการแทน|รักษาราชการในตำแหน่ง|รักษาการแทน|รักษาการในตำแหน่ง|ปฏิบัติหน้าที่แทน|ปฏิบัติการแทน|ทำการแทน|ทำหน้าที่แทน|ปฏิบัติหน้าที่|รักษาการ|รรท\.|ปรท\.|ป\.?รท\.?|รกท\.|ปรท)"
)
_STOP = re.compile(
    r"\s*(?:โทร|โทรสาร|ไปรษณีย์|e-?mail|อีเมล|ผู้ประสาน|สำเนาส่ง|สำเนาเรียน|line|ไลน์|ร่าง|พิมพ์|ทาน|ตรวจ\s|วันที่|ผู้รับผิดชอบ|www|http|หมายเหตุ|สำหรับเจ้าหน้าที่|-\s|“|\"|\d|ฝ่าย.{0,30}โทร|QR)",
    re.I,
)
_SIGNED = re.compile(r"^\s*\(?\s*(?:ลงชื่อ|ลงนาม)\s*\)?[\s.…_]*")
_ROLE = re.compile(r"ผู้(?:ร้อง|ยื่น|ขอ|เขียน|บันทึก|รับรอง|ให้ถ้อยคำ)\S*")
_POSITION_WORD = re.compile(
    r"^(?:ปลัด|รองปลัด|อธิบดี|รอง|ผู้ว่า|ผู้อำนวยการ|ผอ\.|หัวหน้า|เลขาธิการ|นายก(?:องค์|เทศ|รัฐ|เมือง|สภา)|นายอำเภอ|ผู้บัญชา|ผู้บังคับ|ผู้กำกับ|รัฐมนตรี|ประธาน|คณบดี|อธิการบดี|ผู้จัดการ|กรรมการ|ผู้ช่วย|เจ้ากรม|จเร|สรรพ|เกษตร|พัฒนา|ท้องถิ่น|สาธารณสุข|ที่ปรึกษา|ผู้ตรวจ|แม่ทัพ|เสนาธิการ|เจ้าพนักงาน|นัก(?:วิชา|ทรัพ|จัด|วิเคราะห์|พัฒนา)|ครู|อัยการ|ศึกษาธิการ|ขนส่ง|แรงงาน|พาณิชย์|ประมง|ปศุสัตว์|คลัง|โยธา|เลขานุการ|ผู้แทน|พนักงาน|วิศวกร|สถิติ|วัฒนธรรม|นายแพทย์|พยาบาล|เภสัชกร|อุตสาหกรรม|ป้องกัน|พลังงาน|ยุติธรรม|ผบ|จก\.|ผกก|รอง\s)"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Signer, the signer's own office, and the chain of offices acted for."""

    signer: Found | None = None
    position: Found | None = None
    acting: Found | None = None


def find_signature(sheet: Sheet, layout: Layout) -> Signature:
    """The signature of the letter; certifiers and endorsers below it are not signers."""
    if layout.kind in (Kind.NEWS, Kind.STATEMENT, Kind.STAMPED, Kind.NOT_LETTER):
        return Signature()
    if layout.kind is Kind.MINUTES:
        return _minute_taker(sheet, layout)
    start = layout.foot[0]
    end = _end_of_block(sheet, start)
    for index in range(start, end):
        name = _name_at(sheet.lines, index)
        if name is not None:
            position, acting = _office(sheet.lines, index + 1, end, name[1])
            return Signature(name[0], position, acting)
    plain = _plain_name(sheet, layout, start, end)
    if plain is not None:
        return plain
    return _position_alone(sheet, layout, start, end)


def _end_of_block(sheet: Sheet, start: int) -> int:
    for index in range(start + 1, len(sheet)):
        if _CERTIFIED.match(sheet.lines[index].text):
            return index
    return len(sheet)


def _name_at(lines: tuple[TextLine, ...], index: int) -> tuple[Found, str] | None:
    """A name in brackets, with a rank that stands on a line before it; and what follows the bracket."""
    line = lines[index]
    match = BRACKETED.match(line.text)
    if match is None or not is_name(match.group("name")):
        return None
    name = tidy(match.group("name"))
    before = tidy(line.text[: match.start("name")].strip(" \t("))
    before = tidy(_SIGNED.sub("", before))
    rank = before if RANK.match(before) else _rank_above(lines, index)
    titled = (
        re.match(r"(?:นาย|นาง|นางสาว)(?!แพทย์)", name) is not None and rank is not None and " " not in before
    )
    value = f"{rank} {name}" if rank and not name.startswith(rank) and not titled else name
    found = found_in_line(line, match.start("name"), match.end("name"), value, "signature-brackets", 0.97)
    return found, match.group("after").strip()


def _rank_above(lines: tuple[TextLine, ...], index: int) -> str | None:
    for above in range(index - 1, max(index - 5, -1), -1):
        text = tidy(_SIGNED.sub("", lines[above].text)).strip(" .…") if not lines[above].blank else ""
        raw = tidy(_SIGNED.sub("", lines[above].text))
        if not text:
            continue
        if RANK.match(raw):
            return raw
        first = raw.split(" ")[0]
        if is_name(raw) and RANK.match(first) and tidy(raw.removeprefix(first)) in tidy(lines[index].text):
            return first  # a scrawl that prints the rank the bracketed name lacks
        if not is_name(raw):
            return None
    return None


def _office(
    lines: tuple[TextLine, ...], start: int, end: int, after: str
) -> tuple[Found | None, Found | None]:
    """Position lines below the name, cut where the acting chain begins."""
    pieces: list[tuple[TextLine, str]] = []
    if after and not re.match(r"(?:ผู้จด|ผู้ตรวจ)", after):
        pieces.append((lines[start - 1], after))
    indent = None
    gap = False
    flush = all(line.indent < 4 for line in lines if not line.blank)
    for line in lines[start:end]:
        if line.blank:
            if pieces:
                break
            gap = True
            continue
        if gap and line.indent < 4 and not flush:
            break
        bare = line.bare
        if _STOP.match(bare) or re.match(r"\(\s*(?:นาย|นาง)", bare):
            break
        if pieces and _is_unit(line, indent or 0) and not _continues(pieces[-1][1]):
            break
        if not pieces and _ROLE.fullmatch(bare):
            break
        if re.fullmatch(r"[-\s(]*(?:ลับที่สุด|ลับมาก|ลับ|ด่วนที่สุด)[-\s)]*", bare):
            break
        indent = line.indent if indent is None else indent
        pieces.append((line, bare))
        if len(pieces) == 5:
            break
    return _split_acting(pieces)


_UNIT = re.compile(r"(?:กลุ่ม|กอง|ฝ่าย|งาน|ส่วน|สำนัก|ศูนย์|แผนก|สถาบัน|คณะ|ภาควิชา|โรงเรียน)")


def _is_unit(line: TextLine, indent: int) -> bool:
    """The line of the office that holds the matter, below the position (clause 11.12)."""
    if "โทร" in line.bare or (indent >= 8 and line.indent < 4):
        return True
    return line.indent < 4 and _UNIT.match(line.bare) is not None


def _continues(text: str) -> bool:
    return _ACTING.search(text) is not None and text.rstrip().endswith(
        ("แทน", "ตำแหน่ง", "ปฏิบัติหน้าที่", "รักษาการ")
    )


def _split_acting(pieces: list[tuple[TextLine, str]]) -> tuple[Found | None, Found | None]:
    if not pieces:
        return None, None
    text = tidy(" ".join(piece for _, piece in pieces))
    line = pieces[0][0]
    last = pieces[-1][0]
    match = _ACTING.search(text)
    own = text[: match.start()].strip() if match else text
    position = found_in_line(line, 0, len(line.text), own, "signature-position", 0.95) if own else None
    if match is None:
        return position, None
    acting = found_in_line(last, 0, len(last.text), text[match.start() :], "signature-acting", 0.95)
    return position, acting


def _plain_name(sheet: Sheet, layout: Layout, start: int, end: int) -> Signature | None:
    """Names without brackets: gazette texts and ``ลงชื่อ …``."""
    first = start + 1 if layout.issued is not None or layout.blocks else start
    seen = 0
    for index in range(first, end):
        line = sheet.lines[index]
        if line.blank or line.furniture:
            continue
        signed = _SIGNED.match(line.text)
        bare = tidy(_SIGNED.sub("", line.text)).strip(" .…")
        bare = re.sub(r"\s*ผู้(?:ยื่น|ร้อง|ขอ|บันทึก|เขียน|รับรอง)\S*$", "", bare)
        prefixed = re.match(PREFIX, bare) is not None and not _POSITION_WORD.match(bare)
        gazette = layout.issued is not None and seen < 2 and not _POSITION_WORD.match(bare)
        if bare and (signed or prefixed or gazette) and is_name(bare):
            position, acting = _office(sheet.lines, index + 1, end, "")
            rank = _rank_above(sheet.lines, index)
            value = f"{rank} {bare}" if rank and not bare.startswith(rank) else bare
            found = found_in_line(line, 0, len(line.text), value, "signature-plain", 0.9)
            return Signature(found, position, acting)
        seen += 1
    return None


def _position_alone(sheet: Sheet, layout: Layout, start: int, end: int) -> Signature:
    """A draft: the office is printed, the name is not."""
    first = start + 1 if layout.kind is not Kind.INTERNAL else start
    for index in range(first, end):
        line = sheet.lines[index]
        if line.blank or line.furniture:
            continue
        bare = tidy(re.sub(r"^[\s(.…_)]+", "", line.bare))
        if not bare or _SIGNED.match(line.text):
            continue
        if _POSITION_WORD.match(bare) and (line.indent >= 4 or sheet.flush):
            position, acting = _office(sheet.lines, index, end, "")
            return Signature(None, position, acting)
        if _STOP.match(bare):
            break
    return Signature()


def _minute_taker(sheet: Sheet, layout: Layout) -> Signature:
    """Minutes are signed by the one who took them (clause 25: ผู้จดรายงานการประชุม)."""
    for index in range(layout.body[0], len(sheet)):
        line = sheet.lines[index]
        label = re.search(r"ผู้จด(?:บันทึก)?(?:รายงาน)?(?:การประชุม)?|ผู้บันทึก(?:รายงาน)?(?:การประชุม)?", line.text)
        if label is None:
            continue
        blank_to_fill = re.match(r"\s*(?:\(?\s*ลงชื่อ|[.…_]{3})", line.text) is not None
        order = (0, 1, -1, 2, -2) if blank_to_fill else (0, -1, -2, -3, 1, 2)
        if _repeated_below(sheet, index, label):
            order = (1,)
        for near in (index + step for step in order):
            if not 0 <= near < len(sheet):
                continue
            name = _name_at(sheet.lines, near) if near != index else _name_on_label(line, label)
            if name is not None:
                position, acting = _minute_office(sheet, near, index)
                return Signature(name[0], position, acting)
        rest = tidy(re.sub(r"^[\s:.…]+", "", line.text[label.end() :]))
        if is_name(rest):
            found = found_in_line(line, label.end(), len(line.text), rest, "minutes-taker", 0.9)
            position, acting = _office(sheet.lines, index + 1, min(index + 3, len(sheet)), "")
            return Signature(found, position, acting)
    return Signature()


def _minute_office(sheet: Sheet, name: int, label: int) -> tuple[Found | None, Found | None]:
    start = max(name, label) + 1 if abs(name - label) <= 1 else name + 1
    stop = next(
        (
            i
            for i in range(start, min(start + 4, len(sheet)))
            if sheet.lines[i].blank
            or re.search(r"ผู้ตรวจ|ผู้จด|ลงชื่อ", sheet.lines[i].text)
            or BRACKETED.match(sheet.lines[i].text)
        ),
        min(start + 3, len(sheet)),
    )
    return _office(sheet.lines, start, stop, "")


def _repeated_below(sheet: Sheet, index: int, label: re.Match[str]) -> bool:
    """Whether the line below ผู้จด prints the name on it once more, in brackets."""
    scrawl = tidy(_SIGNED.sub("", sheet.lines[index].text[: label.start()])).strip(" .…()")
    below = _name_at(sheet.lines, index + 1) if index + 1 < len(sheet) else None
    return below is not None and is_name(scrawl) and scrawl.replace(" ", "") in below[0].value.replace(" ", "")


def _name_on_label(line: TextLine, label: re.Match[str]) -> tuple[Found, str] | None:
    before = tidy(_SIGNED.sub("", line.text[: label.start()])).strip(" .…()")
    if is_name(before):
        return found_in_line(line, 0, label.start(), before, "minutes-taker", 0.9), ""
    inner = re.search(r"\((?P<name>[^()]+)\)", line.text)
    if inner and is_name(inner.group("name")):
        value = tidy(inner.group("name"))
        return found_in_line(line, inner.start("name"), inner.end("name"), value, "minutes-taker", 0.95), ""
    return None
