"""Pages over an archive that others write to meanwhile."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from archive import Archive
from parsers.errors import ArchiveError
from tests.web.looking import seen, text
from web.app import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def letter(number: int, word: str) -> str:
    return (
        f"ที่ มท ๐๘๑๖.๕/ว {number}\tกรมทดลอง\n\n๑ มกราคม ๒๕๖๔\n\nเรื่อง  {word}\n\nเรียน  ผู้ว่าราชการจังหวัด\n\n"
        f"\tด้วยกรมทดลองขอแจ้งเรื่อง{word}มาเพื่อทราบ\n\nขอแสดงความนับถือ\n"
    )


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    bring(tmp_path, 1, "ปลูกป่าชายเลน")
    return tmp_path / "archive"


def bring(folder: Path, number: int, word: str) -> None:
    path = folder / f"{number}.txt"
    path.write_text(letter(number, word), encoding="utf-8")
    with Archive.open(folder / "archive", create=True) as archive:
        assert archive.import_([path]).letters == 1


def test_what_is_imported_is_found_without_a_restart(archive: Path, tmp_path: Path) -> None:
    office = create_app(Settings(archive=archive)).test_client()
    assert "พบ 1 ฉบับ" in text(seen(office, "/?q=ปลูกป่าชายเลน"))
    bring(tmp_path, 2, "ขุดลอกคลองส่งน้ำ")
    assert "พบ 1 ฉบับ" in text(seen(office, "/?q=ขุดลอกคลองส่งน้ำ"))


def test_an_index_built_anew_is_used_without_a_restart(archive: Path, tmp_path: Path) -> None:
    office = create_app(Settings(archive=archive)).test_client()
    assert "พบ 1 ฉบับ" in text(seen(office, "/?q=ปลูกป่าชายเลน"))
    bring(tmp_path, 2, "ขุดลอกคลองส่งน้ำ")
    with Archive.open(archive) as other:
        assert other.reindex() == 2
    assert "พบ 1 ฉบับ" in text(seen(office, "/?q=ปลูกป่าชายเลน"))
    assert "พบ 1 ฉบับ" in text(seen(office, "/?q=ขุดลอกคลองส่งน้ำ"))


def test_many_ask_at_once_and_each_gets_the_right_answer(archive: Path, tmp_path: Path) -> None:
    words = ["ปลูกป่าชายเลน", "ขุดลอกคลองส่งน้ำ", "ซ่อมสะพานไม้", "ตรวจตลาดสด"]
    for number, word in enumerate(words[1:], start=2):
        bring(tmp_path, number, word)
    app = create_app(Settings(archive=archive))
    wrong: list[str] = []

    def ask(word: str) -> None:
        office = app.test_client()
        for _ in range(5):
            told = text(seen(office, f"/?q={word}"))
            if "พบ 1 ฉบับ" not in told or word not in told:
                wrong.append(told)

    asking = [threading.Thread(target=ask, args=(word,)) for word in words * 2]
    for one in asking:
        one.start()
    for one in asking:
        one.join(60)
    assert wrong == []


def test_pages_over_no_archive_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive"):
        create_app(Settings(archive=tmp_path / "nowhere"))


def test_an_archive_that_goes_away_is_told_without_the_commands_of_a_terminal(archive: Path) -> None:
    office = create_app(Settings(archive=archive)).test_client()
    shutil.rmtree(archive)
    page = seen(office, "/?q=ป่า", status=503)
    assert "โปรดแจ้งผู้ดูแล" in text(page)
    assert str(archive) not in text(page)


def test_an_archive_that_came_back_is_used_again(archive: Path, tmp_path: Path) -> None:
    office = create_app(Settings(archive=archive)).test_client()
    archive.rename(tmp_path / "away")
    seen(office, "/?q=ป่า", status=503)
    (tmp_path / "away").rename(archive)
    assert "พบ 1 ฉบับ" in text(seen(office, "/?q=ปลูกป่าชายเลน"))
