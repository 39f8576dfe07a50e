"""Whoever may not see secret letters meets an archive that never held them, whatever is asked of it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest
from conftest import run_here
from invented import Office, cite, letter, order

from archive import Archive, Filters, workers
from archive.rights import HIGHEST, Rights, level_of
from parsers.errors import NotFound, SarabanError
from tests.readers import office_files as make

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVERYTHING = frozenset(("import", "correct", "export", "books"))
OPEN_ONLY = Rights(level=0, personal=True, deeds=EVERYTHING)
RESTRICTED = Rights(level=level_of("ลับ"), personal=True, deeds=EVERYTHING)
CANAL = "การดูแลต้นไม้ริมคลอง"
DEEP = "ขอให้สำรวจเครื่องปั่นไฟสำรองและถังน้ำมันใต้ดินทุกแห่ง แล้วรายงานเป็นรายสัปดาห์"


def secret(text: str, mark: str = "ลับ") -> str:
    return f"{mark}\n{text}"


PUBLIC = {
    "2563/circular.txt": letter("มท 0816.3/ว 1750", "2020-06-16", CANAL),
    "2563/passed-on.txt": letter(
        "พย 0023.3/ว 415", "2020-06-30", f"{CANAL}และทางสาธารณะ", refers=(cite("มท 0816.3/ว 1750", "2020-06-16"),)
    ),
    "2563/answer.txt": letter(
        "พย 0023.3/918",
        "2020-10-09",
        f"รายงาน{CANAL}",
        refers=(cite("มท 0816.3/ว 1751", "2020-07-01"), cite("มท 0816.3/ว 99", "2019-01-15"), cite("มท 0816.3/ว 420")),
        sender="จังหวัดพะเยา",
    ),
    "2563/order.txt": order("310/2563", "2020-11-02", "แต่งตั้งคณะทำงานดูแลต้นไม้ริมคลอง"),
    "2563/twin.txt": letter("มท 0816.3/ว 88", "2020-02-03", "การลอกท่อระบายน้ำ"),
    "2563/known.txt": letter("มท 0816.3/ว 420", "2020-03-03", "การตัดหญ้าสองข้างทาง"),
    "2564/after.txt": letter(
        "มท 0816.3/ว 12", "2021-01-20", "การปลูกต้นไม้ทดแทน", refers=(cite("มท 0816.3/ว 1750", "2020-06-16"),),
        deed="กรมขอซักซ้อมหนังสือที่อ้างถึง",
    ),
}  # fmt: skip
SECRET = {
    # cited by a letter that all may see
    "2563/a-cited.txt": secret(letter("มท 0816.3/ว 1751", "2020-07-01", "แผนเครื่องปั่นไฟสำรอง", body=DEEP)),
    # cancels what all may see, and cites what only it cites
    "2563/b-cancels.txt": secret(
        letter(
            "มท 0816.3/ว 2999", "2020-12-01", f"ยกเลิกหนังสือ{CANAL}",
            refers=(cite("มท 0816.3/ว 1750", "2020-06-16"), cite("มท 0816.3/ว 77", "2018-05-05")),
            deed="จึงขอยกเลิกหนังสือที่อ้างถึง", sender="สำนักงานลับสมมุติ",
        ),
        "ลับมาก",
    ),
    # the same number and day as a letter that all may see
    "2563/twin-secret.txt": secret(letter("มท 0816.3/ว 88", "2020-02-03", "จุดติดตั้งเครื่องปั่นไฟ", body=DEEP)),
    # what "ว 420" without a day may mean, too
    "2564/namesake.txt": secret(letter("มท 0816.3/ว 420", "2021-04-04", "ถังน้ำมันใต้ดิน", body=DEEP), "ลับที่สุด"),
    "2564/revokes.txt": secret(
        order(
            "12/2564", "2021-01-11", "ยกเลิกคำสั่งแต่งตั้งคณะทำงาน",
            body="บัดนี้หมดความจำเป็น จึงให้ยกเลิกคำสั่งจังหวัดพะเยา ที่ 310/2563 ลงวันที่ 2 พฤศจิกายน 2563",
        )
    ),
}  # fmt: skip
IN_A_ZIP = secret(letter("มท 0816.3/ว 1752", "2020-07-02", "เส้นทางสำรอง", body=DEEP))
QUERIES = (
    "", "การ", "ต้นไม้", "เครื่องปั่นไฟ", "เครื่องปั่นไฟสำรองง", "ถังน้ำมัน", "secrecy:ลับ", "-secrecy:ลับ", "ว 1751", "cites:ว1751", "cites:ว77",
    "status:cancelled", "status:in_force", "สำนักงานลับสมมุติ", "มท 0816.3/ว 88", "ประชุม*",
)  # fmt: skip
NAMES = (
    "ว1750",
    "ว1751",
    "ว 99",
    "ว 77",
    "ว 88",
    "ว420",
    "ว 2999",
    "310/2563",
    "คำสั่ง 12/2564",
    "ว 415",
    "918/2563",
    "ว 12",
)


def put(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        Office(folder).put(name, text)
    return folder


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One archive with secret letters, one that never held any, one with those up to ลับ."""
    root = tmp_path_factory.mktemp("rights")
    held = {"never": PUBLIC, "with": PUBLIC | SECRET}
    held["ลับ"] = {
        name: text for name, text in held["with"].items() if not text.startswith(("ลับมาก", "ลับที่สุด"))
    }
    zipped = make.zipped({"inner.txt": IN_A_ZIP.encode()})
    patch = pytest.MonkeyPatch()
    patch.setattr(workers, "run", run_here)
    for name, texts in held.items():
        folder = put(root / name / "letters", texts)
        if name != "never":
            (folder / "2563" / "zipped.zip").write_bytes(zipped)
        with Archive.open(root / name / "archive", create=True) as archive:
            assert not archive.import_([folder]).failed
            reason = {"reason": "ตรวจแล้ว", "author": "สมมุติ"}
            archive.correct("ว 12", {"subject": "การปลูกต้นไม้ทดแทนริมคลอง"}, **reason)
            if name != "never":
                archive.correct("ว 1751", {"subject": "แผนเครื่องปั่นไฟสำรองฉบับแก้"}, **reason)
    patch.undo()
    return {name: root / name / "archive" for name in held}


def plain(value: Any) -> Any:
    """An answer as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


_CLOCK = (
    "took_ms",
    "started",
    "finished",
    "made",
    "imported",
    "seconds",
    "catalogue_bytes",
    "index_bytes",
    "archive",
)


def timeless(value: Any) -> Any:
    match value:
        case dict():
            return {name: timeless(each) for name, each in value.items() if name not in _CLOCK}
        case list():
            return [timeless(each) for each in value]
        case str():
            return re.sub(r"/[^\"\s]*/(letters|archive)/?", "", value)
        case _:
            return value


def asked(ask: Callable[[Archive], Any], archive: Archive) -> Any:
    """What the archive answers, or how it says that there is nothing."""
    try:
        return timeless(plain(ask(archive)))
    except SarabanError as fault:
        return [fault.code, fault.thai, fault.english, plain(getattr(fault, "candidates", None))]


def each(method: str, values: tuple[str, ...], **more: Any) -> Callable[[Archive], Any]:
    def one(value: str) -> Callable[[Archive], Any]:
        def ask(archive: Archive) -> Any:
            found = getattr(archive, method)(value, **more)
            return list(found) if hasattr(found, "__next__") else found

        return ask

    return lambda archive: [asked(one(value), archive) for value in values]


def _original(name: str) -> Callable[[Archive], Any]:
    return lambda archive: archive.original(name, archive.letter(name).copies[0].sha256)


def _picture(name: str) -> Callable[[Archive], Any]:
    return lambda archive: archive.picture(name, archive.letter(name).copies[0].sha256, 1, 100)


DOORS: dict[str, Callable[[Archive], Any]] = {
    "search": each("search", QUERIES, limit=100),
    "search by date": each("search", QUERIES, limit=3, sort="date", offset=1),
    "search as of": each("search", QUERIES, filters=Filters(as_of="31 ธ.ค. 2563")),
    "search of the secret": each("search", QUERIES, filters=Filters(secrecy="ลับ")),
    "suggest": each("suggest", ("มท", "ว", "ว17", "การ", "แผน", "ถัง", "สำนักงาน", "ยกเลิก"), limit=50),
    "letter": each("letter", NAMES),
    "standing": each("standing", NAMES),
    "standing as of": each("standing", NAMES, as_of="2021-01-15"),
    "trace": each("trace", NAMES),
    "trace upward": each("trace", NAMES, direction="cited-by", depth=1),
    "near_chain": each("near_chain", NAMES, most=3),
    "ways": each("trace", NAMES, to="ว 415"),
    "audit": each("audit", NAMES),
    "audit as of": each("audit", NAMES, as_of="2020-12-15", depth=1),
    "looser": each("looser", QUERIES, filters=Filters(year="2563", kind="order", secrecy="ลับ")),
    "pictured": each("pictured", NAMES),
    "picture": lambda archive: [asked(_picture(name), archive) for name in NAMES],
    "original": lambda archive: [asked(_original(name), archive) for name in NAMES],
    "missing": lambda archive: archive.missing(),
    "review": lambda archive: archive.review(),
    "review_queue": lambda archive: archive.review_queue(),
    "brought": lambda archive: archive.brought(1, 100),
    "export": each("export", (*QUERIES[:4], "ว 1751")),
    "export all": lambda archive: list(archive.export()),
    "graph": lambda archive: list(archive.graph()),
    "graph of some": each("graph", QUERIES[:5]),
    "link_stats": lambda archive: archive.link_stats(),
    "stats": lambda archive: archive.stats(),
    "runs": lambda archive: archive.runs(),
    "run": lambda archive: archive.run(1),
    "failures": lambda archive: archive.failures(),
}
ALIKE_ANYWAY = ("failures", "pictured")
"""What says the same whether there are secret letters or not."""


def test_every_way_to_read_is_asked() -> None:
    silent = {
        "warm",
        "path",
        "access_log",
        "close",
        "open",
        "import_",
        "watch",
        "correct",
        "reindex",
        "backup",
        "restore",
        "doctor",
    }
    public = {name for name in dir(Archive) if not name.startswith("_")} - silent
    assert public == {door.split()[0] for door in DOORS} - {"ways"}


@pytest.mark.parametrize("door", DOORS)
def test_to_a_reader_the_archive_never_held_a_secret_letter(worlds: dict[str, Path], door: str) -> None:
    with Archive.open(worlds["with"], rights=OPEN_ONLY) as seen, Archive.open(worlds["never"]) as never:
        assert asked(DOORS[door], seen) == asked(DOORS[door], never)


@pytest.mark.parametrize("door", DOORS)
def test_a_higher_level_sees_its_own_and_no_more(worlds: dict[str, Path], door: str) -> None:
    with Archive.open(worlds["with"], rights=RESTRICTED) as seen, Archive.open(worlds["ลับ"]) as never:
        assert asked(DOORS[door], seen) == asked(DOORS[door], never)


@pytest.mark.parametrize("door", [door for door in DOORS if door not in ALIKE_ANYWAY])
def test_with_all_rights_the_answers_are_others(worlds: dict[str, Path], door: str) -> None:
    """Else the two tests above would prove nothing."""
    with Archive.open(worlds["with"]) as whole, Archive.open(worlds["never"]) as never:
        assert asked(DOORS[door], whole) != asked(DOORS[door], never)


def test_nothing_a_reader_can_get_holds_a_secret_word(worlds: dict[str, Path]) -> None:
    with Archive.open(worlds["with"], rights=OPEN_ONLY) as seen:
        said = json.dumps({door: asked(ask, seen) for door, ask in DOORS.items()}, ensure_ascii=False)
    for word in (
        "ปั่นไฟสำรองและ",
        "ถังน้ำมันใต้ดินทุกแห่ง",
        "สำนักงานลับสมมุติ",
        "a-cited",
        "b-cancels",
        "zipped",
        "ว 2999",
        "เส้นทางสำรอง",
    ):
        assert word not in said.replace("“ว 2999”", "").replace("“สำนักงานลับสมมุติ”", "")


def test_the_room_on_the_disk_holds_no_secret_word(worlds: dict[str, Path]) -> None:
    with Archive.open(worlds["with"], rights=OPEN_ONLY) as seen:
        seen.search("การ")
    words = ("ถังน้ำมันใต้ดินทุกแห่ง", "b-cancels", "สำนักงานลับสมมุติ")
    files = [path for path in (worlds["with"] / "rooms" / "0").rglob("*") if path.is_file()]
    assert any(path.name == "catalogue.sqlite" for path in files)
    for path in files:
        assert not any(word.encode() in path.read_bytes() for word in words), path


def test_an_id_of_a_secret_letter_is_not_found_in_the_same_words_as_nonsense(worlds: dict[str, Path]) -> None:
    with Archive.open(worlds["with"]) as whole:
        hidden = whole.letter("ว 1751").id
    with Archive.open(worlds["with"], rights=OPEN_ONLY) as seen:
        for name in (hidden, hidden[:6]):
            with pytest.raises(NotFound) as fault:
                seen.letter(name)
            with pytest.raises(NotFound) as nonsense:
                seen.letter("zzzzzz")
            assert fault.value.english == nonsense.value.english.replace("zzzzzz", name)


def test_all_levels_are_the_whole_archive(worlds: dict[str, Path]) -> None:
    rights = Rights(level=HIGHEST, personal=True, deeds=frozenset(("books", "export")))
    with Archive.open(worlds["with"], rights=rights) as seen, Archive.open(worlds["with"]) as whole:
        for door, ask in DOORS.items():
            assert asked(ask, seen) == asked(ask, whole), door


def test_an_archive_without_secrets_needs_no_room(worlds: dict[str, Path]) -> None:
    with Archive.open(worlds["never"], rights=OPEN_ONLY) as seen:
        assert seen.search("การ").total
    assert not (worlds["never"] / "rooms").exists()
