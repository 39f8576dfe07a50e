"""E-mails, Outlook messages and zip files: what lies in them, under which name, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from parsers import parse, read, read_nested, unpack
from parsers.document import Document
from parsers.errors import SarabanError, UnreadableFile
from parsers.letter import Kind
from parsers.readers import limits
from tests.readers import office_files as make

LETTER = Path(__file__).with_name("files").joinpath("letter1.txt").read_text(encoding="utf-8").strip("\n")
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


def names(path: Path) -> list[str]:
    return [member.name for member in read(path).members]


def content(path: Path, name: str) -> bytes:
    out = io.BytesIO()
    with unpack(path) as container:
        container.extract(name, out)
    return out.getvalue()


def nested(path: Path) -> dict[str, str]:
    """Each path of origin (without the folder): the text, or the code of what went wrong."""
    found = {}
    for origin, told in read_nested(path):
        if isinstance(told, Document):
            found[origin.removeprefix(f"{path}")] = told.text.strip() or (
                told.not_letter.code if told.not_letter else ""
            )
        else:
            assert isinstance(told, SarabanError), told
            found[origin.removeprefix(f"{path}")] = told.code
    return found


# E-mails


def test_the_attachments_of_an_e_mail_are_its_members(path: Path) -> None:
    path.write_bytes(make.mail("ตามแนบ", {"หนังสือ.txt": b"1", "บัญชี/แนบ.pdf": b"2", "หนังสือ.TXT": b"3"}))
    document = read(path)
    assert (document.format, document.text.strip()) == ("eml", "ตามแนบ")
    assert names(path) == ["หนังสือ.txt", "บัญชี/แนบ.pdf", "หนังสือ (2).TXT"]
    assert [content(path, name) for name in names(path)] == [b"1", b"2", b"3"]


HEAD = b"From: a@example.go.th\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"


def parts(*told: bytes) -> bytes:
    return HEAD + b"".join(b"--B\r\n" + part + b"\r\n" for part in told) + b"--B--\r\n"


NAMES = [
    (b'Content-Disposition: attachment; filename="=?tis-620?B?y7nRp8rXzQ==?="', "หนังสือ"),
    (b'Content-Type: application/pdf; name="=?windows-874?Q?=CB=B9=D1=A7?= =?windows-874?Q?=CA=D7=CD.pdf?="', "หนังสือ.pdf"),
    (b"Content-Disposition: attachment; filename*=UTF-8''%E0%B8%81.pdf", "ก.pdf"),
    (b"Content-Disposition: attachment; filename*0*=windows-874''%A1; filename*1*=%A2.pdf", "กข.pdf"),
    ("Content-Disposition: attachment; filename=\"ก.pdf\"".encode(), "ก.pdf"),
    ("Content-Disposition: attachment; filename=\"กข.pdf\"".encode("cp874"), "กข.pdf"),
    (b'Content-Disposition: attachment; filename="../../etc/a\tb.pdf"', "etc/a b.pdf"),
    (b'Content-Disposition: attachment; filename="C:\\\\Users\\\\x\\\\a.pdf"', "Users/x/a.pdf"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "name"), NAMES)
def test_thai_names_of_attachments(path: Path, header: bytes, name: str) -> None:
    kind = b"" if header.startswith(b"Content-Type") else b"Content-Type: application/pdf\r\n"
    path.write_bytes(parts(kind + header + b"\r\n\r\n%PDF-1.4"))
    assert names(path) == [name]


def test_logos_calendars_and_signatures_are_passed_over_and_a_photographed_page_is_not(path: Path) -> None:
    path.write_bytes(
        parts(
            b"Content-Type: text/html\r\n\r\n<p>x<img src='cid:logo'><img src='cid:page'></p>",
            b"Content-Type: image/png\r\nContent-ID: <logo>\r\n\r\n" + PNG + b"x" * 20_000,
            b"Content-Type: image/png\r\nContent-ID: <page>\r\n\r\n" + PNG + b"x" * 90_000,
            b'Content-Type: image/jpeg; name="dot.jpg"\r\n\r\nx',
            b'Content-Type: image/jpeg; name="scan.jpg"\r\n\r\n' + b"x" * 20_000,
            b'Content-Type: text/calendar; name="a.ics"\r\n\r\nx',
            b'Content-Type: application/octet-stream; name="a.vcf"\r\n\r\nx',
            b"Content-Type: application/pkcs7-signature\r\n\r\nx",
            b"Content-Type: message/delivery-status\r\n\r\nStatus: 2.0.0\r\n",
        )
    )
    assert names(path) == ["part.png", "scan.jpg"]


def test_of_two_forms_of_a_text_the_plain_one_is_read_unless_it_says_nothing(path: Path) -> None:
    html = f"<p>{LETTER}</p>".encode()
    for plain, wanted in ((LETTER.encode(), LETTER), (b"see HTML", " ".join(LETTER.split()))):
        head = HEAD.replace(b"mixed", b"alternative")
        told = parts(
            b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + plain,
            b"Content-Type: text/html; charset=utf-8\r\n\r\n" + html,
        )
        path.write_bytes(head + told.removeprefix(HEAD))
        text = read(path).text.strip()
        assert (text if wanted == LETTER else " ".join(text.split())) == wanted


def test_a_mail_inside_a_mail_is_a_mail_of_its_own(path: Path) -> None:
    inner = make.mail("ข้างใน", {"a.txt": b"x"})
    path.write_bytes(
        parts(b"Content-Type: text/plain\r\n\r\nfwd", b"Content-Type: message/rfc822\r\n\r\n" + inner)
    )
    assert nested(path) == {"": "fwd", "!/ขอส่งหนังสือ.eml": "ข้างใน", "!/ขอส่งหนังสือ.eml!/a.txt": "x"}


def test_a_covering_note_is_no_letter_and_a_letter_in_the_body_is_one(path: Path) -> None:
    path.write_bytes(
        make.mail("เรื่อง ขอส่งหนังสือ\nเรียน นายอำเภอ ทุกอำเภอ\n\tตามแนบ จึงเรียนมาเพื่อทราบ\n(นายสมมุติ ใจงาม)\n")
    )
    assert [(letter.kind, letter.evidence["kind"].rule) for letter in parse(read(path))] == [
        (Kind.NOT_LETTER, "kind-mail")
    ]
    path.write_bytes(make.mail(LETTER))
    assert [letter.number for letter in parse(read(path))] == ["นพ 0023.4/ว 2168"]


def test_a_mail_that_ends_inside_an_attachment_says_so(path: Path) -> None:
    path.write_bytes(make.mail("x", {"a.txt": b"1", "b.txt": b"x" * 5000})[:-2000])
    assert nested(path) == {"": "x", "!/a.txt": "1", "!/b.txt": "damaged"}


def test_parts_a_thousand_deep_are_refused(path: Path) -> None:
    deep = b"MIME-Version: 1.0\r\nFrom: a@b.th\r\n"
    for number in range(1000):
        deep += b"Content-Type: multipart/mixed; boundary=B%d\r\n\r\n--B%d\r\n" % (number, number)
    path.write_bytes(deep)
    with pytest.raises(UnreadableFile):
        read(path)


# Outlook


def test_an_outlook_message_with_attachments(path: Path) -> None:
    inner = make.message_tree("ข้างใน", {"b.txt": "ข".encode()}, subject="ส่งต่อ")
    for code_page in (0, 874):
        path.write_bytes(
            make.outlook(
                "ตามแนบ", {"หนังสือ.txt": b"x" * 5000, "m": inner, "a.ics": b"BEGIN"}, code_page=code_page
            )
        )
        assert nested(path) == {
            "": "ตามแนบ",
            "!/หนังสือ.txt": "x" * 5000,
            "!/ส่งต่อ.eml": "ข้างใน",
            "!/ส่งต่อ.eml!/b.txt": "ข",
        }
        assert content(path, "ส่งต่อ.eml") == content(path, "ส่งต่อ.eml")


def test_an_outlook_message_whose_body_is_html(path: Path) -> None:
    for markup in ("<p>ก</p>".encode(), '<meta charset="windows-874"><p>ก</p>'.encode("cp874")):
        path.write_bytes(make.outlook(None, streams={"__substg1.0_10130102": markup}))
        assert read(path).text == "ก"


# Zip files


def raw_zip(name: bytes, data: bytes = b"x") -> bytes:
    """A zip file whose member is named by these bytes, without the flag that says UTF-8."""
    filler = "z" * len(name)
    return make.zipped({filler: data}).replace(filler.encode(), name)


@pytest.mark.parametrize(
    "data",
    [
        make.zipped({"หนังสือ.txt": b"x"}),
        raw_zip("หนังสือ.txt".encode()),
        raw_zip("หนังสือ.txt".encode("cp874")),
    ],
    ids=["flag", "UTF-8", "CP874"],
)
def test_thai_names_in_zip_files(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    document = read(path)
    assert (document.format, document.pages, names(path)) == ("zip", (), ["หนังสือ.txt"])
    assert content(path, "หนังสือ.txt") == b"x"


def test_names_never_lead_elsewhere_and_what_systems_leave_is_passed_over(path: Path, tmp_path: Path) -> None:
    told = {
        "../../up.txt": b"1",
        "/abs.txt": b"2",
        "C:\\a\\b.txt": b"3",
        "a/./b.txt": b"4",
        "new\nline.txt": b"5",
    }
    left = {"__MACOSX/._a": b"", "a/.DS_Store": b"", "Thumbs.db": b"", "~$a.docx": b"", "folder/": b""}
    path.write_bytes(make.zipped(told | left))
    before = sorted(tmp_path.rglob("*"))
    assert list(nested(path)) == [
        f"!/{name}" for name in ("up.txt", "abs.txt", "a/b.txt", "a/b (2).txt", "new line.txt")
    ]
    assert sorted(tmp_path.rglob("*")) == before


def test_zip_files_in_zip_files(path: Path) -> None:
    inner = make.zipped({"c.txt": "ค".encode(), "d.xlsx": make.zipped({"xl/workbook.xml": b"x"})})
    path.write_bytes(make.zipped({"b.zip": inner, "noise.bin": bytes(range(256)) * 20, "last.txt": b"1"}))
    assert nested(path) == {
        "!/b.zip!/c.txt": "ค",
        "!/b.zip!/d.xlsx": "spreadsheet",
        "!/noise.bin": "not-text",
        "!/last.txt": "1",
    }


def test_zip_files_nested_beyond_measure(path: Path) -> None:
    data = make.zipped({"a.txt": b"1"})
    for _ in range(limits.MAX_DEPTH):
        data = make.zipped({"a.zip": data, "b.txt": b"1"})
    path.write_bytes(data)
    found = nested(path)
    deepest = "!/a.zip" * limits.MAX_DEPTH
    assert found[f"{deepest}!/…"] == "too-deep"
    assert found["!/b.txt"] == "1"


def test_one_bomb_in_a_zip_file_costs_itself_alone(path: Path) -> None:
    path.write_bytes(make.zipped({"bomb.txt": bytes(30 << 20), "a.txt": b"1"}))
    assert nested(path) == {"!/bomb.txt": "too-large", "!/a.txt": "1"}


def test_a_zip_file_that_lies_about_its_sizes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MEMBER_BYTES", 1000)
    data = bytearray(make.zipped({"bomb.txt": bytes(100_000)}))
    true, false = (100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    path.write_bytes(data.replace(true, false))
    assert nested(path)["!/bomb.txt"] in ("too-large", "damaged")


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_ZIP_MEMBERS", 2), ("MAX_ZIP_TOTAL", 2), ("MAX_ZIP_BYTES", 9)]
)
def test_zip_files_beyond_measure(
    path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    path.write_bytes(make.zipped({"a.txt": b"1", "b.txt": b"2", "c.txt": b"3"}))
    monkeypatch.setattr(limits, limit, value)
    assert nested(path) == {"": "too-large"}


def test_no_more_is_taken_from_one_file_than_allowed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = make.zipped({f"{n}.txt": b"1" for n in range(5)})
    path.write_bytes(make.zipped({"a.txt": b"1", "b.zip": inner, "c.txt": b"1"}))
    wanted = {"!/a.txt": "1", "!/b.zip!/0.txt": "1", "!/…": "too-large"}
    for limit, value in (("MAX_INSIDE", 3), ("MAX_INSIDE_BYTES", len(inner) + 2)):
        with monkeypatch.context() as patch:
            patch.setattr(limits, limit, value)
            assert nested(path) == wanted


def with_password(name: bytes, data: bytes) -> bytes:
    """A zip file that says of one member that it has a password."""
    data = bytearray(data)
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        if data[at + 46 : at + 46 + len(name)] == name:
            data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def test_members_with_a_password_are_named(path: Path) -> None:
    data = make.zipped({"a.txt": b"1", "b.txt": b"2"})
    path.write_bytes(with_password(b"a.txt", data))
    assert nested(path) == {"!/a.txt": "encrypted", "!/b.txt": "2"}
    path.write_bytes(with_password(b"b.txt", with_password(b"a.txt", data)))
    assert nested(path) == {"": "encrypted"}


def test_members_packed_in_an_unknown_way_are_named(path: Path) -> None:
    data = bytearray(make.zipped({"a.txt": b"1", "b.txt": b"2"}))
    at = data.index(b"PK\x01\x02")
    data[at + 10] = 9  # Deflate64, as Windows packs large files
    path.write_bytes(data)
    assert nested(path) == {"!/a.txt": "format-not-supported", "!/b.txt": "2"}


def test_a_pdf_that_lies_in_a_zip_file_or_mail_as_it_is_does_not_make_it_a_pdf(path: Path) -> None:
    pdf = Path(__file__).with_name("files").joinpath("letter1-word.pdf").read_bytes()
    path.write_bytes(make.zipped({"a.pdf": pdf}, zipfile.ZIP_STORED))
    assert list(nested(path)) == ["!/a.pdf"]
    assert "๒๑๖๘" in nested(path)["!/a.pdf"]


def test_a_page_saved_with_its_pictures_is_read_without_what_decorates_it(path: Path) -> None:
    told = parts(
        b'Content-Type: text/html; charset="windows-874"\r\n\r\n' + f"<p>{LETTER}</p>".encode("cp874"),
        b"Content-Type: image/png\r\nContent-Location: a.png\r\n\r\n" + PNG + b"x" * 20_000,
        b"Content-Type: text/css\r\nContent-Location: a.css\r\n\r\np {}",
    )
    path.write_bytes(told.replace(b"multipart/mixed", b"multipart/related"))
    document = read(path)
    assert document.members == ()
    assert "".join(document.text.split()) == "".join(LETTER.split())
