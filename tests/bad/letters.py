"""Two invented letters: the good one that lies beside the bad files, and one to be spoilt."""

from __future__ import annotations

_HEAD = """ที่ {number}\t\t\tกรมส่งเสริมการปกครองท้องถิ่น
\t\t\tถนนนครราชสีมา กทม. 10300
\t\t\t16 มิถุนายน 2563
เรื่อง  {subject}
เรียน  ผู้ว่าราชการจังหวัด ทุกจังหวัด
\t{body}
\tจึงเรียนมาเพื่อพิจารณา
\t\t\tขอแสดงความนับถือ

\t\t\t(นายสมมุติ ใจงาม)
\t\t\tอธิบดีกรมส่งเสริมการปกครองท้องถิ่น
โทร. 0 2000 0123
"""
_BODY = "ขอให้จังหวัดแจ้งเทศบาลสำรวจต้นไม้ริมคลองที่เสี่ยงจะโค่นล้ม พร้อมถ่ายภาพและระบุพิกัด"

GOOD = _HEAD.format(number="มท 0816.3/ว 1750", subject="การดูแลต้นไม้ริมคลอง", body=_BODY)


def spoilt(name: str, body: str = _BODY) -> str:
    """A letter of its own for each bad file, told apart by its subject."""
    number = sum(ord(char) * place for place, char in enumerate(name, 1)) % 9000 + 100
    return _HEAD.format(number=f"มท 0816.3/{number}", subject=f"การตรวจแฟ้ม {name}", body=body)
