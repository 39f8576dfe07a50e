"""The rules by which values were read and links were made, told so that a person who never saw the program
understands them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report.labels import Language

READING: dict[str, tuple[str, str]] = {
    "kind-labels": ("ดูจากหัวเรื่องของหนังสือ (เรื่อง เรียน ถึง ส่วนราชการ)", "by the labels in its head"),
    "kind-title": ("ดูจากคำที่พิมพ์เป็นหัวกระดาษ", "by the word printed as its heading"),
    "kind-certifies": ("ดูจากคำว่า ขอรับรองว่า", "by its certifying words"),
    "kind-private": ("ไม่มีหัวของส่วนราชการ", "it has no head of a government office"),
    "kind-record": ("มีผู้รับแต่ไม่มีเรื่อง", "it has an addressee but no subject"),
    "kind-annex": ("มีคำว่าแนบท้ายหรือสิ่งที่ส่งมาด้วยเป็นหัว", "it is headed as an annex"),
    "kind-mail": ("มีหัวของอีเมล", "it has the head of an e-mail"),
    "kind-none": ("ไม่มีส่วนประกอบของหนังสือ", "it has no parts of a letter"),
    "kind-empty": ("ไม่มีข้อความ", "it has no text"),
    "head-number": ("อยู่หลังคำว่า ที่ ที่หัวหนังสือ", "stands after ที่ in the head"),
    "head-number-unlabelled": ("มีรูปของเลขที่ที่หัวหนังสือ แต่ไม่มีคำว่า ที่", "has the form of a number in the head, without ที่"),
    "head-number-unsure": (
        "อยู่หลังคำว่า ที่ แต่ภาพสแกนอ่านเลขได้ไม่แน่ใจ",
        "stands after ที่, but the scan's running number could not be read for certain",
    ),
    "head-date-unsure": ("ภาพสแกนอ่านปีได้ไม่แน่ใจ", "the scan's year could not be read for certain"),
    "head-day-unsure": ("ภาพสแกนอ่านวันที่ได้ไม่แน่ใจ", "the scan's day could not be read for certain"),
    "head-number-blank": ("อยู่หลังคำว่า ที่ แต่เว้นเลขไว้", "stands after ที่, its running number left blank"),
    "head-order-number": ("อยู่หลังคำว่า ที่ ใต้ชื่อคำสั่งหรือประกาศ", "stands after ที่ under the heading"),
    "head-order-number-blank": ("อยู่หลังคำว่า ที่ ใต้ชื่อ แต่เว้นเลขไว้", "stands after ที่ under the heading, left blank"),
    "head-date": ("บรรทัดวันที่ที่หัวหนังสือ", "the line of the date in the head"),
    "head-date-labelled": ("อยู่หลังคำว่า วันที่ ที่หัวหนังสือ", "stands after วันที่ in the head"),
    "head-date-in-line": ("อยู่ในบรรทัดเดียวกับส่วนอื่นของหัวหนังสือ", "stands in a line with other parts of the head"),
    "head-date-beside-number": ("อยู่ข้างเลขที่", "stands beside the number"),
    "date-of-issue": ("อยู่ท้ายเรื่อง หลังคำว่า ณ วันที่ หรือ ประกาศ ณ", "stands at the end, after ณ วันที่"),
    "label-subject": ("อยู่หลังคำว่า เรื่อง", "stands after เรื่อง"),
    "heading-title": ("ชื่อเรื่องใต้หัวกระดาษ", "the title under the heading"),
    "label-to": ("อยู่หลังคำว่า เรียน หรือ ถึง", "stands after เรียน or ถึง"),
    "head-agency": ("ชื่อส่วนราชการที่มุมขวาของหัวหนังสือ", "the agency at the right of the head"),
    "memo-unit": ("อยู่หลังคำว่า ส่วนราชการ", "stands after ส่วนราชการ"),
    "heading-issuer": ("ชื่อผู้ออกในหัวกระดาษ", "the issuer in the heading"),
    "foot-agency": ("ชื่อส่วนราชการท้ายหนังสือ", "the agency at the foot"),
    "head-urgency": ("พิมพ์แยกไว้ที่หัวหนังสือ", "printed apart in the head"),
    "head-secrecy": ("พิมพ์แยกไว้ที่หัวหนังสือ", "printed apart in the head"),
    "label-references": ("อยู่หลังคำว่า อ้างถึง", "stands after อ้างถึง"),
    "body": ("กล่าวถึงในเนื้อความ", "named in the text"),
    "clause-cancels": ("ถ้อยคำที่ยกเลิก", "the words that cancel it"),
    "clause-replaces": ("ถ้อยคำที่ให้ใช้ฉบับนี้แทน", "the words that put this letter in its place"),
    "clause-amends": ("ถ้อยคำที่แก้ไข", "the words that amend it"),
    "clause-supplements": ("ถ้อยคำที่ซักซ้อมหรือเพิ่มเติม", "the words that supplement it"),
    "clause-cites": ("ถ้อยคำที่ให้ใช้บังคับต่อไป", "the words that keep it in force"),
    "body-rule": ("ระเบียบที่หนังสือนี้แก้ไขหรือยกเลิกในเนื้อความ", "a regulation that the text amends or cancels"),
    "other-law": ("ชื่อกฎหมายในเนื้อความ", "the name of a law in the text"),
    "other-rule": ("ชื่อระเบียบหรือข้อบังคับในเนื้อความ", "the name of a regulation in the text"),
    "other-cabinet": ("มติคณะรัฐมนตรีในเนื้อความ", "a cabinet resolution in the text"),
    "other-meeting": ("การประชุมที่กล่าวถึง", "a meeting named in the text"),
    "other-court": ("คดีหรือคำพิพากษาที่กล่าวถึง", "a court case named in the text"),
    "other-opinion": ("ความเห็นทางกฎหมายที่กล่าวถึง", "a legal opinion named in the text"),
    "label-attachments": ("อยู่หลังคำว่า สิ่งที่ส่งมาด้วย", "stands after สิ่งที่ส่งมาด้วย"),
    "body-attachment": ("เนื้อความบอกว่าส่งมาพร้อมกัน", "the text says that it goes with the letter"),
    "label-phones": ("อยู่หลังคำว่า โทร.", "stands after โทร."),
    "label-faxes": ("อยู่หลังคำว่า โทรสาร", "stands after โทรสาร"),
    "coordinator": ("ชื่อผู้ประสานงานที่เนื้อความบอกไว้", "named as the one to contact"),
    "coordinator-phone": ("หมายเลขข้างชื่อผู้ประสานงาน", "the number beside the one to contact"),
    "name-with-phone": ("ชื่อที่มีหมายเลขโทรศัพท์กำกับ", "a name with a telephone number beside it"),
    "mobile-of": ("หมายเลขมือถือที่บอกชื่อเจ้าของ", "a mobile number with its owner's name"),
    "reach-at": ("หมายเลขหลังคำว่า ติดต่อได้ที่", "the number after words such as ติดต่อ"),
    "interior-network": ("หมายเลขเครือข่ายมหาดไทย (มท.)", "a number of the ministry's own network (มท.)"),
    "e-mail": ("มีรูปของที่อยู่อีเมล", "has the form of an e-mail address"),
    "line-id": ("อยู่หลังคำว่า ไลน์", "stands after ไลน์ or LINE"),
    "signature-brackets": ("ชื่อในวงเล็บใต้ลายมือชื่อ", "the name in brackets under the signature"),
    "signature-plain": ("ชื่อใต้ลายมือชื่อ ไม่มีวงเล็บ", "the name under the signature, without brackets"),
    "signature-position": ("บรรทัดใต้ชื่อผู้ลงนาม", "the line under the signer's name"),
    "signature-acting": ("อยู่หลังคำว่า ปฏิบัติราชการแทน หรือ รักษาราชการแทน", "stands after the words for acting on behalf of"),
    "minutes-taker": ("ชื่อที่ ผู้จดรายงานการประชุม", "the name of the one who took the minutes"),
    "event-event": ("วันของงานที่เนื้อความกล่าวถึง", "a day that the text speaks of"),
    "event-deadline": ("วันครบกำหนดที่เนื้อความบอก", "a deadline that the text sets"),
    "event-effective": ("วันที่เนื้อความบอกว่าเริ่มมีผล", "the day from which the text says that it holds"),
    "meeting-day": ("วันประชุมในหัวรายงาน", "the day of the meeting in the heading"),
    "corrected": ("คนแก้หรือยืนยันแล้ว (ดูการแก้ไข)", "put right or confirmed by a person (see corrections)"),
}  # fmt: skip
"""By the word in evidence, for every rule of the parser and for values that a person has seen to."""

WHAT: dict[str, tuple[str, str]] = {
    "number": ("เลขที่ตรงกัน", "the numbers agree"),
    "loose-number": ("เลขที่ตรงกันเกือบทั้งหมด", "the numbers agree but for the committee or tag"),
    "unit": (
        "เลขหน่วยและเลขรับส่งตรงกัน แต่รหัสตัวอักษรขาด",
        "office and running number agree, the letters are lost",
    ),
    "short-number": ("เลข ว ตรงกัน", "the number after ว agrees"),
    "order": ("เลขคำสั่งหรือประกาศตรงกัน", "the number of the order agrees"),
    "title": ("ชื่อเรื่องตรงกัน", "the titles agree"),
    "partial-number": ("เลขที่ส่วนที่พิมพ์ไว้ตรงกัน", "what is printed of the number agrees"),
    "issuer": ("ผู้ออกตรงกัน", "the issuers agree"),
}
WHEN: dict[str, tuple[str, str]] = {
    "date": ("วันที่ตรงกัน", "and so do the dates"),
    "month": ("เดือนตรงกัน แต่ขาดวัน", "the month agrees, a day is blank"),
    "near-date": ("วันที่ต่างกันไม่เกิน 7 วัน", "the dates are at most 7 days apart"),
    "date-digit": ("วันที่ต่างกันหนึ่งตัวเลข", "the dates differ in one digit"),
    "year": ("ปีตรงกัน", "the year agrees"),
    "same-year": ("ปีเดียวกัน แต่วันที่ต่างกัน", "the year agrees, the day does not"),
    "year-digit": ("ปีต่างกันหนึ่งตัวเลข", "the years differ in one digit"),
    "none": ("ไม่ได้บอกวันที่", "no date is named"),
    "undated": ("หนังสือที่พบไม่มีวันที่", "the letter found has no date"),
    "later": ("หนังสือที่พบออกทีหลัง", "the letter found is later"),
    "other": ("วันที่ต่างกัน", "the dates differ"),
    "other-date": ("วันที่ต่างกัน", "the dates differ"),
    "issuer": ("ผู้ออกตรงกัน", "and so do the issuers"),
}
LINKING: dict[str, tuple[str, str]] = {
    "no-such-letter": ("ไม่มีหนังสือที่ตรงกันในคลัง", "no letter in the archive agrees"),
    "nothing-to-look-up": ("ไม่มีเลขที่ ชื่อเรื่อง หรือผู้ออกให้ค้น", "names no number, title or issuer to look for"),
    "itself": ("เป็นเลขที่ของหนังสือนี้เอง", "it is this letter's own number"),
    "circular-mark": ("วันที่ตรงกัน เลขที่ต่างกันเพียงเครื่องหมาย ว", "the dates agree, the numbers differ in ว only"),
    "office-digit": ("วันที่และเลขตรงกัน รหัสหน่วยต่างกันหนึ่งตัว", "date and running number agree, the office differs in one character"),
    "number-digit": ("วันที่และหน่วยตรงกัน เลขต่างกันหนึ่งตัวที่มักอ่านผิด", "date and office agree, the number differs in one digit that is often misread"),
    "order-alone": ("เลขตรงกัน ไม่ได้บอกผู้ออก", "the number agrees, no issuer is named"),
    "title-alone": ("ชื่อเรื่องตรงกัน ไม่ได้บอกผู้ออก", "the title agrees, no issuer is named"),
    "order-of-another-issuer": ("เลขและวันที่ตรงกัน แต่ผู้ออกต่างกัน", "number and date agree, the issuer does not"),
    "title-of-another-issuer": ("ชื่อเรื่องและวันที่ตรงกัน แต่ผู้ออกต่างกัน", "title and date agree, the issuer does not"),
}  # fmt: skip
"""Why a link was made or not, by the word that the catalogue keeps; pairs ``number-and-date`` are put together."""

_PAIR = re.compile(r"(?P<what>[a-z-]+?)-and-(?P<when>[a-z-]+)")


def reading_rule(rule: str, language: Language) -> str:
    """By which rule a value was read, in plain words; the rule's own word when it has none."""
    pair = READING.get(rule)
    return pair[language == "en"] if pair else rule


def linking_reason(reason: str, language: Language) -> str:
    """Why a citation was linked so, in plain words; the reason's own word when it has none."""
    english = language == "en"
    if reason in LINKING:
        return LINKING[reason][english]
    match = _PAIR.fullmatch(reason)
    if match is None or match["what"] not in WHAT or match["when"] not in WHEN:
        return reason
    between = ", " if english else " "
    return between.join((WHAT[match["what"]][english], WHEN[match["when"]][english]))
