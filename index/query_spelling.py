"""How what stands in a query is spelled: names of fields, operators, numbers, days.

Patterns, told apart from what the parser makes of them (`index.query_parser`).
"""

from __future__ import annotations

import re

FIELDS: dict[str, tuple[str, ...]] = {
    "number": ("ที่", "เลขที่"),
    "year": ("ปี",),
    "date": ("วันที่", "ลงวันที่"),
    "after": ("ตั้งแต่", "หลัง"),
    "before": ("ถึงวันที่", "ก่อน"),
    "kind": ("ชนิด",),
    "from": ("จาก", "หน่วยงาน", "agency"),
    "to": ("ถึง", "เรียน"),
    "subject": ("เรื่อง",),
    "signer": ("ลงนาม", "ลงชื่อ"),
    "contact": ("ผู้ประสานงาน", "ติดต่อ"),
    "phone": ("โทร", "โทร.", "โทรศัพท์"),
    "email": ("อีเมล",),
    "attachment": ("สิ่งที่ส่งมาด้วย", "สิ่งที่ส่งมา", "แนบ"),
    "cites": ("อ้างถึง",),
    "status": ("สถานะ",),
    "secrecy": ("ชั้นความลับ", "ความลับ"),
    "urgency": ("ชั้นความเร็ว", "ความเร็ว"),
}
"""Fields of a query with their other names, first the Thai one that is told."""

NAMES = {alias: name for name, aliases in FIELDS.items() for alias in (name, *aliases)}
OPERATORS = {"AND": "and", "และ": "and", "OR": "or", "หรือ": "or", "NOT": "not", "ไม่": "not"}

# Of one length with what they stand for, so that columns stay true.
SAME_LENGTH = str.maketrans(
    {
        **{chr(0x0E50 + digit): str(digit) for digit in range(10)},
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\u200b\ufeff\t\r\n\f\v", " "),
        "（": "(",
        "）": ")",
        "：": ":",
    }
)

_END = r"(?![0-9A-Za-z฀-๿/*])"
_RUN = r"(?:ว\s*\.?\s*)?[0-9]{1,7}(?:\s?[-–]\s?[0-9]{1,7})?(?:\s?/\s?2[45][0-9]{2})?"
_UNIT = r"[0-9]{2,6}(?:\.{1,2}[0-9]{1,5})*(?:\s?\([0-9]{1,4}\))?"
_TAG = r"(?:\s?(?:พิเศษ|ตป|\([ก-ฮ]\)|ง)\s?/?\s?)?"
_CODE = r"[ก-ฮ]{2,3}\.?(?:\s?[ก-ฮ]{2,3}\.)?\s?(?:\(\s?[ก-ฮ]{2,5}\.?\s?\)\s?)?"
NUMBER = re.compile(
    r"(?:ที่\s*)?(?:"
    rf"{_CODE}{_UNIT}\s?(?:[/.]\s?{_TAG}|(?=ว)){_RUN}"
    rf"|{_CODE}(?:0[0-9]{{3}}|[0-9]{{5,6}})(?:\.[0-9]{{1,5}})*(?:\s?/\s?ว?)?"
    rf"|[0-9]{{3,6}}(?:\.[0-9]{{1,5}})*\s?/\s?{_TAG}ว\s*\.?\s*[0-9]{{1,7}}"
    rf"|0[0-9]{{3}}(?:\.[0-9]{{1,5}})*\s?/\s?[0-9]{{1,7}}"
    r"|ว\s*\.?\s*[0-9]{1,7}(?:\s?[-–]\s?[0-9]{1,7})?(?:\s?/\s?2[45][0-9]{2})?"
    r"|[0-9]{1,5}/2[45][0-9]{2}"
    rf"){_END}"
)
# An order's number with its year cut short: 109/67. It may also be a mere pair of numbers.
SHORT_YEAR = re.compile(rf"(?P<run>[1-9][0-9]{{0,4}})/(?P<year>[0-9]{{2}}){_END}")
NAME = re.compile(r"(?P<name>[A-Za-zก-ฮเ-ไ][^\s:\"()]*)\s?:(?!//)")
WORD = re.compile(r"[^\s\"()]+")

# Values that may hold blanks without quotes. Compiled when first met: most queries name no field.
_NUMBER_VALUE = NUMBER.pattern
_DATE_VALUE = (
    r"[0-9]{1,4}(?:[-/.][0-9]{1,4}){0,2}(?![0-9])"
    r"(?:\s?[ก-๎.]{3,14}\s?(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s?[0-9]{2,4})?"
    r"|[ก-๎.]{3,14}\s?(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s?[0-9]{2,4}"
)
VALUES = {
    "kind": r"(?i:external letter|stamped letter|other paper|not a letter)",
    "status": r"(?i:in force)",
    "number": _NUMBER_VALUE,
    "cites": _NUMBER_VALUE,
    "date": _DATE_VALUE,
    "after": _DATE_VALUE,
    "before": _DATE_VALUE,
    "year": r"(?:(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)\s?)?[0-9]{2,4}",
    "phone": r"\+?\(?(?:[0-9][() -]*){1,11}(?<=[0-9])(?![0-9])(?:\s?(?:ต่อ|ext\.?|x)\s?[0-9]+)?",
}
