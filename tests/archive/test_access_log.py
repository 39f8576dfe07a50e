"""The auditor asks who looked at a letter; the log says, and only grows."""

from __future__ import annotations

import json
import multiprocessing
import re
from typing import TYPE_CHECKING

import pytest

from archive.access_log import LONGEST, AccessLog
from parsers.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path


def test_every_line_says_who_when_and_what(tmp_path: Path) -> None:
    log = AccessLog(tmp_path)
    log.note("มาลี", "search", {"query": "ว ๑๗๕๐\nลับ", "hits": 3}, address="127.0.0.1")
    log.note("anan", "view", {"letter": "abcd"})
    (path,) = (tmp_path / "logs").iterdir()
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) == 2
    first = json.loads(lines[0])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", first.pop("at"))
    assert first == {
        "user": "มาลี",
        "address": "127.0.0.1",
        "deed": "search",
        "what": {"query": "ว ๑๗๕๐\nลับ", "hits": 3},
    }
    assert [access.deed for access in log.read(letter="abcd")] == ["view"]
    assert [access.user for access in log.read(user="มาลี")] == ["มาลี"]
    assert not list(log.read(since="2999-01-01"))


def test_what_was_written_is_never_written_over(tmp_path: Path) -> None:
    log = AccessLog(tmp_path)
    log.note("a", "view", {"letter": "x" * 5000})
    (path,) = (tmp_path / "logs").iterdir()
    before = path.read_bytes()
    path.write_bytes(before + b'{"at": "cut off')
    AccessLog(tmp_path).note("b", "view", {})
    assert path.read_bytes().startswith(before)
    assert [len(access.what["letter"]) for access in log.read(user="a")] == [LONGEST]


def test_many_at_once_do_not_mix(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_write, args=(tmp_path, str(number))) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    found = list(AccessLog(tmp_path).read())
    assert len(found) == 200
    assert {access.user for access in found} == {"0", "1", "2", "3"}


def _write(root: Path, user: str) -> None:
    for _ in range(50):
        AccessLog(root).note(user, "search", {"query": "การ" * 200})


def test_what_cannot_be_noted_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way")
    with pytest.raises(ArchiveError) as fault:
        AccessLog(tmp_path).note("a", "view", {})
    assert fault.value.code == "no-access-log"
    assert re.search(r"ไม่ได้ \([ก-๛ ]+\) จึงไม่แสดงข้อมูล", fault.value.thai)
