"""One letter in every layout offices use: whatever the head, the gaps and the indents, the fields are the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse
from parsers.letter import Kind, Letter
from tests.parsers.test_letters import text_document

DATES = ("16 มิถุนายน 2565", "16 มิถุนายน พ.ศ. 2565", "16 มิ.ย. 65", "วันที่ 16 มิถุนายน 2565", "16  มิถุนายน  2565")
gaps = st.sampled_from(("\t", "          ", "\t\t\t"))
indents = st.sampled_from(("", "\t", "\t\t\t\t", " " * 30))
dates = st.sampled_from(DATES)
blank = st.sampled_from(("", "\n"))
thai = st.booleans()

heads = st.sampled_from(
    (
        "กรมป่าไม้\nถนนพหลโยธิน กทม. 10900\nที่ ทส 1601.2/ว 345\n{day}",
        "ที่ ทส 1601.2/ว 345{gap}กรมป่าไม้\n{indent}61 ถนนพหลโยธิน เขตจตุจักร กทม. 10900\n\n{indent}{day}\n",
        "ที่ ทส 1601.2/ว 345\n{indent}กรมป่าไม้\n{indent}61 ถนนพหลโยธิน กรุงเทพฯ 10900\n{indent}{day}",
        "ที่ ทส 1601.2/ว 345{gap}{day}\nกรมป่าไม้\nถนนพหลโยธิน แขวงลาดยาว กรุงเทพมหานคร 10900",
        "ด่วนที่สุด\nที่ ทส 1601.2/ว 345{gap}กรมป่าไม้ ถนนพหลโยธิน กทม. 10900\n{indent}{day}",
        "ด่วนที่สุด ที่ ทส 1601.2/ว 345{gap}กรมป่าไม้\n{indent}ถนนพหลโยธิน เขตจตุจักร กทม 10900\n{day}",
        "{indent}เลขรับ 4471\n{indent}วันที่ 20 มิ.ย. 2565\n{indent}เวลา 09.30 น.\nที่ ทส 1601.2/ว 345{gap}กรมป่าไม้\n{indent}ถนนพหลโยธิน กทม. 10900\n{indent}{day}",
        "(สำเนา)\nที่ ทส 1601.2/ว 345{gap}กรมป่าไม้\n{indent}เลขที่ 61 ถนนพหลโยธิน กทม. 10900\n{indent}{day}",
    )
)
subjects = st.sampled_from(
    (
        "เรื่อง  ขอส่งกล้าไม้เพื่อปลูกในวันสำคัญ",
        "เรื่อง: ขอส่งกล้าไม้เพื่อปลูกในวันสำคัญ",
        "เรื่อง\tขอส่งกล้าไม้เพื่อปลูกในวันสำคัญ",
        "เรื่อง ขอส่งกล้าไม้เพื่อปลูก\n        ในวันสำคัญ",
        "เรื่อง  ขอส่งกล้าไม้เพื่อปลูก\nในวันสำคัญ",
    )
)
recipients = st.sampled_from(
    (
        "เรียน  ผู้ว่าราชการจังหวัดเลย",
        "เรียน : ผู้ว่าราชการจังหวัดเลย",
        "เรียน\tผู้ว่าราชการจังหวัดเลย",
        "กราบเรียน  ผู้ว่าราชการจังหวัดเลย",
    )
)
references = st.sampled_from(
    (
        "",
        "อ้างถึง  หนังสือจังหวัดเลย ที่ ลย 0017.2/881 ลงวันที่ 1 มิถุนายน 2565\n",
        "อ้างถึง หนังสือจังหวัดเลย ด่วนที่สุด ที่ ลย 0017.2/881\n        ลงวันที่ 1 มิถุนายน 2565\n",
    )
)
attachments = st.sampled_from(
    (
        "",
        "สิ่งที่ส่งมาด้วย  บัญชีกล้าไม้ จำนวน 1 ชุด\n",
        "สิ่งที่ส่งมาด้วย  1. บัญชีกล้าไม้\tจำนวน 1 ชุด\n                 2. แผนที่\tจำนวน 2 แผ่น\n",
    )
)
bodies = st.sampled_from(
    (
        "\tตามที่จังหวัดเลยขอรับกล้าไม้ นั้น\n\tกรมป่าไม้พิจารณาแล้ว เห็นสมควรให้การสนับสนุน\n\tจึงเรียนมาเพื่อโปรดทราบ\n",
        "ตามที่จังหวัดเลยขอรับกล้าไม้ นั้น\nกรมป่าไม้พิจารณาแล้ว เห็นสมควรให้การสนับสนุนกล้าไม้ตามที่ขอมาเพื่อปลูกในวันสำคัญของจังหวัดตามกำหนด\nจึงเรียนมาเพื่อโปรดทราบ\n",
        "\n          ด้วยกรมป่าไม้จะแจกกล้าไม้ให้แก่ประชาชนที่สนใจทั่วประเทศในวันสำคัญตามประเพณีเพื่อเพิ่มพื้นที่สีเขียว\nในชุมชน\n          จึงเรียนมาเพื่อโปรดทราบ\n",
    )
)
feet = st.sampled_from(
    (
        "\t\t\tขอแสดงความนับถือ\n\n\n\t\t\t(นายไพรวัลย์ ยืนต้น)\n\t\t\tรองอธิบดี ปฏิบัติราชการแทน\n\t\t\tอธิบดีกรมป่าไม้\n\nสำนักส่งเสริมการปลูกป่า\nโทร. 0 2561 4292 - 3 ต่อ 5551\n",
        "ขอแสดงความนับถือ\n(นายไพรวัลย์ ยืนต้น)\nรองอธิบดี ปฏิบัติราชการแทน\nอธิบดีกรมป่าไม้\nสำนักส่งเสริมการปลูกป่า\nโทร. 0 2561 4292 - 3 ต่อ 5551\n",
        "                    ขอแสดงความนับถือ\n\n                    (ลงชื่อ) ไพรวัลย์ ยืนต้น\n                    (นายไพรวัลย์ ยืนต้น)\n                    รองอธิบดี ปฏิบัติราชการแทน\n                    อธิบดีกรมป่าไม้\n\nสำนักส่งเสริมการปลูกป่า โทรศัพท์ 0-2561-4292-3 ต่อ 5551\n",
    )
)


def read_one(text: str, *, in_thai_digits: bool) -> Letter:
    if in_thai_digits:
        text = text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    (letter,) = parse(text_document(text))
    return letter


@settings(max_examples=300, deadline=None)
@given(heads, gaps, indents, dates, blank, subjects, recipients, references, attachments, bodies, feet, thai)
def test_an_external_letter(
    head: str, gap: str, indent: str, day: str, space: str, subject: str, to: str, cited: str, enclosed: str, body: str, foot: str, digits: bool
) -> None:  # fmt: skip
    top = head.format(gap=gap, indent=indent, day=day)
    letter = read_one(
        f"{top}\n{space}{subject}\n{space}{to}\n{cited}{enclosed}{body}{foot}", in_thai_digits=digits
    )
    assert letter.kind is Kind.EXTERNAL
    assert (letter.number, letter.date, letter.sender) == ("ทส 1601.2/ว 345", "2022-06-16", "กรมป่าไม้")
    assert letter.subject is not None
    assert letter.subject.replace(" ", "") == "ขอส่งกล้าไม้เพื่อปลูกในวันสำคัญ"
    assert letter.to == "ผู้ว่าราชการจังหวัดเลย"
    assert letter.urgency == ("ด่วนที่สุด" if head.startswith("ด่วน") else None)
    wanted = [("ลย 0017.2/881", "2022-06-01", "จังหวัดเลย")] if cited else []
    assert [(r.number, r.date, r.issuer) for r in letter.references] == wanted
    assert len(letter.attachments) == enclosed.count("จำนวน")
    assert (letter.signer, letter.position) == ("นายไพรวัลย์ ยืนต้น", "รองอธิบดี")
    assert letter.acting == "ปฏิบัติราชการแทน อธิบดีกรมป่าไม้"
    assert letter.contacts.phones == ("025614292 ext 5551", "025614293 ext 5551")
    assert letter.body is not None
    assert letter.body.startswith(("ตามที่จังหวัดเลย", "ด้วยกรมป่าไม้"))
    assert letter.body.endswith("โปรดทราบ")


@settings(max_examples=120, deadline=None)
@given(gaps, indents, dates, st.sampled_from(("  ", " ", "\t", " : ")), blank, thai)
def test_a_memo(gap: str, indent: str, day: str, after: str, space: str, digits: bool) -> None:
    day = day.removeprefix("วันที่ ")
    text = (
        f"{indent}บันทึกข้อความ\n{space}ส่วนราชการ{after}กองคลัง ฝ่ายพัสดุ โทร. 0 2561 4292\n"
        f"ที่{after}ทส 1605.3/88{gap}วันที่{after}{day}\nเรื่อง{after}ขออนุมัติซื้อกล้าไม้\n"
        f"เรียน{after}อธิบดีกรมป่าไม้\n{space}"
        "\tด้วยกองคลังมีความจำเป็นต้องซื้อกล้าไม้เพื่อแจกประชาชน จำนวน 500 ต้น\n\tจึงเรียนมาเพื่อโปรดพิจารณา\n\n"
        "\t\t\t(นางสาวใบเตย หอมกรุ่น)\n\t\t\tผู้อำนวยการกองคลัง\n"
    )
    letter = read_one(text, in_thai_digits=digits)
    assert letter.kind is Kind.INTERNAL
    assert (letter.number, letter.date) == ("ทส 1605.3/88", "2022-06-16")
    assert letter.sender == "กองคลัง ฝ่ายพัสดุ"
    assert (letter.subject, letter.to) == ("ขออนุมัติซื้อกล้าไม้", "อธิบดีกรมป่าไม้")
    assert (letter.signer, letter.position) == ("นางสาวใบเตย หอมกรุ่น", "ผู้อำนวยการกองคลัง")
    assert letter.contacts.phones == ("025614292",)


@settings(max_examples=120, deadline=None)
@given(
    indents, st.sampled_from(("ที่ 12/2565", "ที่  12 / 2565", "ที่ 12/2565\n------------")), st.booleans(), thai
)
def test_an_order(indent: str, number: str, glued: bool, digits: bool) -> None:
    heading = f"{indent}คำสั่งกรมป่าไม้ {number}" if glued else f"{indent}คำสั่งกรมป่าไม้\n{indent}{number}"
    text = (
        f"{heading}\n{indent}เรื่อง  แต่งตั้งคณะทำงานแจกกล้าไม้\n\n"
        "\tเพื่อให้การแจกกล้าไม้เป็นไปด้วยความเรียบร้อย จึงแต่งตั้งคณะทำงาน ดังนี้\n\t1. นายต้นกล้า ปลูกป่า ประธาน\n"
        "\tทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป\n\n\tสั่ง ณ วันที่ 16 มิถุนายน พ.ศ. 2565\n\n"
        "\t\t\t(นายไพรวัลย์ ยืนต้น)\n\t\t\tอธิบดีกรมป่าไม้\n"
    )
    letter = read_one(text, in_thai_digits=digits)
    assert letter.kind is Kind.ORDER
    assert (letter.number, letter.date, letter.sender) == ("12/2565", "2022-06-16", "กรมป่าไม้")
    assert letter.subject == "แต่งตั้งคณะทำงานแจกกล้าไม้"
    assert (letter.signer, letter.position) == ("นายไพรวัลย์ ยืนต้น", "อธิบดีกรมป่าไม้")
    assert letter.references == ()


@settings(max_examples=120, deadline=None)
@given(st.booleans(), indents, st.sampled_from(DATES[:3]), blank, thai)
def test_a_stamped_letter(numbered: bool, indent: str, day: str, space: str, digits: bool) -> None:
    text = (
        ("ที่ ทส 1601.2/ว 345\n" if numbered else "")
        + f"{space}ถึง  สำนักจัดการทรัพยากรป่าไม้ที่ 1 - 13\n\n"
        + "\tพร้อมหนังสือนี้ กรมป่าไม้ขอส่งคู่มือการปลูกป่า จำนวน 1 เล่ม มาเพื่อใช้ประโยชน์ต่อไป\n\n"
        + f"{indent}กรมป่าไม้\n{indent}{day}\n\nสำนักส่งเสริมการปลูกป่า\nโทร. 0 2561 4292\n"
    )
    letter = read_one(text, in_thai_digits=digits)
    assert letter.kind is Kind.STAMPED
    assert (letter.number, letter.date) == ("ทส 1601.2/ว 345" if numbered else None, "2022-06-16")
    assert (letter.sender, letter.to) == ("กรมป่าไม้", "สำนักจัดการทรัพยากรป่าไม้ที่ 1 - 13")
    assert [(a.title, a.quantity) for a in letter.attachments] == [("คู่มือการปลูกป่า", "1 เล่ม")]
    assert letter.contacts.phones == ("025614292",)
