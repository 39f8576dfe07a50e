"""The audit page: an auditor who has nothing but the page finds every fact, and the page does no harm."""

from __future__ import annotations

import hashlib
import re
import shutil
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from archive import Archive
from parsers.errors import UsageError
from report.audit import _css, data_hash, page
from tests.archive.invented import CHAIN, cite, letter, order

if TYPE_CHECKING:
    from pathlib import Path

    from report.labels import Language

MADE = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
HOSTILE = 'การใช้น้ำ <script>alert("น้ำ")</script> [/x] </style><img src=http://example.invalid/a.png>'
WATER = "มท 0816.3/ว 3000"
LETTERS = {
    "first": CHAIN["first"],
    "namesake": CHAIN["namesake"],
    "water": letter(WATER, "2021-02-01", HOSTILE),
    "ended": letter(
        "มท 0816.3/ว 3100",
        "2022-02-01",
        "ยกเลิกการใช้น้ำ",
        refers=(cite(WATER, "2021-02-01"),),
        deed="กรมขอยกเลิกหนังสือที่อ้างถึง",
        body="เรื่องการใช้น้ำนั้นสิ้นสุดแล้ว",
    ),
    "unended": letter(
        "มท 0816.3/ว 3200",
        "2023-02-01",
        "ยกเลิกหนังสือเรื่องการใช้น้ำ",
        refers=(cite("มท 0816.3/ว 3100", "2022-02-01"),),
        deed="กรมขอยกเลิกหนังสือที่อ้างถึง",
        body="ให้พิจารณาใหม่อีกครั้งหนึ่ง",
    ),
    "asks": letter(
        "พย 0023.3/500",
        "2022-10-09",
        "ขอหารือเรื่องต้นไม้",
        refers=(cite("มท 0816.3/ว 1750"), cite(WATER, "2021-02-01"), cite("มท 0816.3/ว 77", "2019-02-01")),
        sender="จังหวัดพะเยา",
        body="จังหวัดพะเยาขอหารือว่าจะปฏิบัติตามฉบับใด",
    ),
    "order": order("310/2563", "2020-11-02", "แต่งตั้งคณะทำงานดูแลต้นไม้ริมคลอง"),
    "revoked": CHAIN["revoked"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of invented letters with a chain of cancellations, a doubtful link, a gap and two corrections."""
    root = tmp_path_factory.mktemp("audit")
    office = root / "letters"
    office.mkdir()
    for name, text in LETTERS.items():
        (office / f"{name}.txt").write_text(text, "utf-8")
    (office / "copy of water.txt").write_text(LETTERS["water"] + "\n", "utf-8")
    with Archive.open(root / "archive", create=True) as archive:
        assert not archive.import_([office]).failed
        archive.correct(
            f"{WATER} 2564", {"signer": "นางแก้ไข <b>ใหม่</b>"}, reason="ดูจากทะเบียนส่ง <i>", author="สมศรี"
        )
        archive.correct(f"{WATER} 2564", {"date": "2021-02-01"}, reason="ตรงกับต้นฉบับ", author="สมชาย")
    return root


def read(node: Any) -> str:
    """All text below ``node``, with one blank where an element or a line ends."""
    return " ".join(" ".join(node.xpath(".//text()")).split())


class Page:
    """A page as an auditor reads it."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.tree = html.document_fromstring(text)

    def text(self, path: str) -> str:
        return " ".join(read(node) for node in self.tree.xpath(path))

    def section(self, name: str) -> str:
        return self.text(f'//section[@aria-labelledby="{name}"]')

    def rows(self, name: str) -> list[list[str]]:
        rows = self.tree.xpath(f'//section[@aria-labelledby="{name}"]//tbody/tr')
        return [[read(cell) for cell in row] for row in rows]

    @property
    def banner(self) -> str:
        return self.text('//*[@role="status"]')


def made(folder: Path, name: str, language: Language = "en", *, moment: datetime = MADE, **more: Any) -> Page:
    with Archive.open(folder / "archive") as archive:
        return Page(page(archive.audit(name, **more), language=language, made=moment))


def test_the_banner_says_in_words_how_the_letter_stands(folder: Path) -> None:
    assert made(folder, f"{WATER} 2564").banner == (
        "Cancelled ถูกยกเลิกแล้ว by มท 0816.3/ว 3100 of 2022-02-01 by all letters in the archive"
    )
    thai = made(folder, f"{WATER} 2564", "th").banner
    assert thai == "ถูกยกเลิกแล้ว Cancelled โดย มท 0816.3/ว 3100 ลงวันที่ 1 ก.พ. 2565 ตามหนังสือทั้งหมดที่มีในคลัง"
    assert made(folder, "พย 0023.3/500").banner.startswith("In force")
    assert made(folder, "310/2563").banner.startswith("Cancelled ถูกยกเลิกแล้ว by order 12/2564 of 2021-01-11")


def test_who_cancelled_the_canceller_is_said_too(folder: Path) -> None:
    said = made(folder, f"{WATER} 2564").section("status")
    first = said.index("มท 0816.3/ว 3100 of 2022-02-01 cancels this letter from 2022-02-01")
    second = said.index(
        "มท 0816.3/ว 3200 of 2023-02-01 cancels มท 0816.3/ว 3100 of 2022-02-01 from 2023-02-01"
    )
    assert first < said.index("มท 0816.3/ว 3100 of 2022-02-01 itself: cancelled") < second
    assert "หนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท 0816.3/ว 3000 ลงวันที่ 1 กุมภาพันธ์ 2564" in said
    assert "only a letter that says so does" in said


def test_a_chain_of_acts_that_is_too_long_to_nest_says_where_it_goes_on(tmp_path: Path) -> None:
    numbers = [(f"มท 0816.3/ว {run}", f"20{20 + run // 12}-{1 + run % 12:02d}-05") for run in range(1, 25)]
    office = tmp_path / "letters"
    office.mkdir()
    for place, (number, date) in enumerate(numbers):
        refers = (cite(*numbers[place - 1]),) if place else ()
        deed = "กรมขอแก้ไขเพิ่มเติมหนังสือที่อ้างถึง"
        text = letter(
            number, date, f"แก้ไขครั้งที่ {place}", refers=refers, deed=deed, body=f"ให้รายงาน {place * 137} ต้น"
        )
        (office / f"{place}.txt").write_text(text, "utf-8")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.import_([office])
    seen = made(tmp_path, "ว 1 2563")
    assert seen.section("status").count("what became of it in turn stands in the table of the chain") == 1
    assert numbers[-1][0] in seen.section("chain")
    assert len(seen.rows("chain")) == 23


def test_on_an_earlier_day_it_stood_otherwise(folder: Path) -> None:
    before = made(folder, f"{WATER} 2564", as_of="๓๑ ม.ค. ๒๕๖๕")
    assert before.banner == "In force ใช้อยู่ as of 2022-01-31"
    assert "After that day" in before.section("status")
    assert "มท 0816.3/ว 3100 of 2022-02-01 cancels this letter" in before.section("status")
    assert [row[3] for row in before.rows("chain")] == ["not yet issued on that day"] * 3
    assert made(folder, f"{WATER} 2564", as_of="2022-02-01").banner.startswith("Cancelled")
    assert made(folder, f"{WATER} 2564", as_of="1/1/2564").banner.startswith("Not yet issued")


@pytest.mark.parametrize("typed", ["31/2/2565", "พรุ่งนี้", "25650"])
def test_what_is_no_day_is_refused(folder: Path, typed: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        made(folder, f"{WATER} 2564", as_of=typed)


def test_every_value_has_its_place_its_words_its_rule_and_how_sure_it_is(folder: Path) -> None:
    rows = {row[0]: row[1:] for row in made(folder, f"{WATER} 2564").rows("evidence")}
    assert rows["Number"] == [WATER, "1/1", f"ที่ {WATER}", "stands after ที่ in the head", "99%"]
    assert rows["Date"][:4] == [
        "2021-02-01",
        "1/3",
        "1 กุมภาพันธ์ 2564",
        "put right or confirmed by a person (see corrections)",
    ]
    assert rows["Signer"][0] == "นางแก้ไข <b>ใหม่</b>"
    assert rows["Signer"][4] == "100% Alternatives: นายสมมุติ ใจงาม"
    fields = {row[0]: row[1] for row in made(folder, f"{WATER} 2564", "th").rows("letter")}
    assert fields["วันที่ Date"] == "1 ก.พ. 2564 (2021-02-01)"
    assert fields["โทร. Phones"] == "020000123"
    assert fields["เรื่อง Subject"] == HOSTILE


def test_what_it_cites_is_told_with_the_reason_for_each_link(folder: Path) -> None:
    doubtful, sure, absent = (row[3] for row in made(folder, "พย 0023.3/500").rows("cited"))
    assert doubtful.startswith("several candidates the numbers agree, no date is named")
    assert "มท 0816.3/ว 1750 of 2020-06-16" in doubtful
    assert "มท 0816.3/ว 1750 of 2021-06-18" in doubtful
    assert sure.startswith(f"{WATER} of 2021-02-01")
    assert sure.endswith("found 99% the numbers agree, and so do the dates")
    assert absent == "not in the archive no letter in the archive agrees"


def test_doubtful_links_and_missing_letters_are_two_things(folder: Path) -> None:
    seen = made(folder, "พย 0023.3/500")
    ((citing, relation, words, candidates),) = seen.rows("ambiguous")
    assert (citing, relation) == ("พย 0023.3/500 of 2022-10-09", "cites")
    assert words == "หนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท 0816.3/ว 1750"
    assert candidates.count("มท 0816.3/ว 1750 of") == 2
    ((name, issuer, spelled, cited_by),) = seen.rows("missing")
    assert name == "มท 0816.3/ว 77 2019-02-01"
    assert (issuer, spelled) == ("กรมส่งเสริมการปกครองท้องถิ่น", "มท 0816.3/ว 77")
    assert cited_by == "พย 0023.3/500 of 2022-10-09"
    # Seen from one of the candidates, the others are told as well.
    assert made(folder, "ว1750 2563").rows("ambiguous") == seen.rows("ambiguous")


def test_the_chain_is_a_table_in_both_directions(folder: Path) -> None:
    tables = made(folder, "มท 0816.3/ว 3100").rows("chain")
    assert [(row[0], row[1], row[2].split(" of ")[0]) for row in tables] == [
        ("1", "cancels", WATER),
        ("1", "cancelled by", "มท 0816.3/ว 3200"),
    ]
    assert "4 letters" in made(folder, f"{WATER} 2564").section("chain")
    assert made(folder, f"{WATER} 2564").tree.xpath('//section[@aria-labelledby="chain"]//svg')


def test_a_chain_that_was_cut_says_so(folder: Path) -> None:
    cut = made(folder, f"{WATER} 2564", depth=1)
    assert "cut at step 1" in cut.text("//header")
    assert "cut at step 1" in cut.section("chain")
    for whole in (made(folder, f"{WATER} 2564", depth=2), made(folder, f"{WATER} 2564")):
        assert "cut at step" not in whole.source


def test_corrections_tell_who_when_why_old_and_new(folder: Path) -> None:
    rows = {row[1]: row for row in made(folder, f"{WATER} 2564").rows("corrections")}
    letter_, _, old, new, when, why = rows["Signer"]
    assert (letter_, old, new, why) == (
        "this letter",
        "นายสมมุติ ใจงาม",
        "นางแก้ไข <b>ใหม่</b>",
        "ดูจากทะเบียนส่ง <i>",
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d \(UTC\+00:00\) สมศรี", when)
    assert rows["Date"][3] == "2021-02-01 (confirmed)"
    # A correction of another letter of the chain may be what decides.
    assert [row[0] for row in made(folder, "มท 0816.3/ว 3200").rows("corrections")] == [
        f"{WATER} of 2021-02-01"
    ] * 2


def test_files_are_listed_with_the_hash_of_each(folder: Path) -> None:
    rows = made(folder, f"{WATER} 2564").rows("files")
    there = folder / "letters"
    assert {row[0].split(" all values")[0].split(" text ")[0]: row[1] for row in rows} == {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (there / "water.txt", there / "copy of water.txt")
    }
    assert {row[2] for row in rows} == {"checked now: agrees with the SHA-256"}


@pytest.mark.parametrize(
    ("harm", "said"),
    [("change", "the original in the archive was changed"), ("lose", "is NOT in the archive any more")],
)
def test_an_original_that_was_tampered_with_is_shown(
    folder: Path, tmp_path: Path, harm: str, said: str
) -> None:
    shutil.copytree(folder / "archive", tmp_path / "archive")
    with Archive.open(tmp_path / "archive") as archive:
        sha256 = archive.letter("พย 0023.3/500").copies[0].sha256
    original = tmp_path / "archive/originals" / sha256[:2] / sha256
    original.chmod(0o644)
    if harm == "lose":
        original.unlink()
    else:
        original.write_text("อื่น", "utf-8")
    seen = made(tmp_path, "พย 0023.3/500")
    assert said in seen.text("//header")
    assert said in seen.section("files")


def test_the_report_says_when_where_and_by_what_it_was_made(folder: Path) -> None:
    facts = {row[0]: row[1] for row in made(folder, f"{WATER} 2564", "th").rows("about")}
    assert facts["ออกรายงานเมื่อ Report made"] == "5 ม.ค. 2569 (2026-01-05) 03:00 (UTC+00:00)"
    assert facts["คลังหนังสือ Archive"] == str((folder / "archive").resolve())
    assert facts["รุ่นของโปรแกรม Program version"].startswith("saraban ")
    assert facts["ตามสาย Chain followed"] == "ทั้งสาย"
    assert re.match(
        r"[0-9a-f]{64} รายงานสองฉบับ", facts["SHA-256 ของข้อมูลในรายงาน SHA-256 of the report's data"]
    )


def test_two_reports_differ_in_their_moment_alone(folder: Path) -> None:
    first = made(folder, f"{WATER} 2564")
    later = made(folder, f"{WATER} 2564", moment=datetime(2027, 6, 7, 8, 9, tzinfo=UTC))
    clock = re.compile(r"<time .*?</time>")
    assert clock.sub("", first.source) == clock.sub("", later.source)
    assert first.source != later.source


def test_the_hash_goes_with_the_facts_and_with_nothing_else(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "archive", tmp_path / "moved")

    def hash_of(place: Path, **more: Any) -> str:
        with Archive.open(place) as archive:
            return data_hash(archive.audit(f"{WATER} 2564", **more))

    before = hash_of(folder / "archive")
    for language in ("th", "en"):
        assert made(folder, f"{WATER} 2564", language).text('//*[@id="data-hash"]') == before  # type: ignore[arg-type]
    assert hash_of(tmp_path / "moved") == before
    assert hash_of(folder / "archive", as_of="2021-06-01") != before
    with Archive.open(tmp_path / "moved") as archive:
        archive.correct(f"{WATER} 2564", {"position": "ผู้อำนวยการ"}, reason="ตามต้นฉบับ", author="สมศรี")
    assert hash_of(tmp_path / "moved") != before


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", [f"{WATER} 2564", "พย 0023.3/500", "310/2563"])
def test_a_page_needs_no_network_and_runs_nothing(folder: Path, name: str, language: Language) -> None:
    seen = made(folder, name, language)
    policy = seen.tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    tags = {node.tag for node in seen.tree.iter() if isinstance(node.tag, str)}
    assert not tags & {
        "script",
        "img",
        "link",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "i",
        "image",
        "use",
    }
    assert all(target.startswith("#") for target in seen.tree.xpath("//@href"))
    assert not seen.tree.xpath("//@src | //@*[starts-with(name(), 'on')]")
    (style,) = seen.tree.xpath("//style/text()")
    assert not re.search(r"url\(|@import|expression", style)
    for target in seen.tree.xpath("//nav//@href"):
        assert seen.tree.get_element_by_id(target[1:]) is not None


def test_text_of_a_letter_stays_text(folder: Path) -> None:
    seen = made(folder, f"{WATER} 2564")
    assert HOSTILE in seen.text('//*[@class="subject"]')
    assert "[/x]" in seen.section("letter")
    assert "<script" not in seen.source
    (style,) = seen.tree.xpath("//style/text()")
    assert style.rstrip().endswith("}")
    assert _css('ก"}</style>\n\\') == r"\000e01\000022\00007d\00003c\00002fstyle\00003e\00000a\00005c"


def test_marks_that_turn_the_writing_do_not_reach_the_page(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "archive", tmp_path / "archive")
    with Archive.open(tmp_path / "archive") as archive:
        archive.correct("310/2563", {"signer": "นาย\u202eกลับ\u2066ด้าน"}, reason="ลอง", author="สมศรี")
    seen = made(tmp_path, "310/2563")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", seen.source)
    assert "นาย กลับ ด้าน" in seen.section("letter")


def test_the_template_goes_with_the_package() -> None:
    assert files("report").joinpath("templates/audit.html").is_file()
