"""Any letters, in any order, in any pieces: a room that kept step all the while is what never held a secret letter."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from conftest import run_here
from invented import Office, cite, letter
from test_rights import DOORS, OPEN_ONLY, asked

from archive import Archive, workers
from parsers.errors import SarabanError

if TYPE_CHECKING:
    from pathlib import Path

DEEDS = ("", "", "จึงขอยกเลิกหนังสือที่อ้างถึง", "กรมขอแก้ไขเพิ่มเติมหนังสือที่อ้างถึง", "กรมขอซักซ้อมหนังสือที่อ้างถึง")
SUBJECTS = ("การดูแลต้นไม้ริมคลอง", "การลอกท่อระบายน้ำ", "การตัดหญ้าสองข้างทาง", "การตรวจเครื่องปั่นไฟ")
BODIES = (
    "ขอให้รายงานทุกสัปดาห์ก่อนเที่ยงวันจันทร์",
    "ขอให้สำรวจแล้วแจ้งกรมภายในสิ้นเดือน",
    "ขอให้จัดเจ้าหน้าที่เฝ้าดูแลทั้งกลางวันและกลางคืน",
)
MARKS = ("", "", "", "ลับ\n", "ลับมาก\n")
NUMBERS = tuple(f"มท 0816.3/ว {number}" for number in (11, 12, 13, 14))
DAYS = ("2020-02-03", "2020-02-04", "2021-02-03")
ASKED = (
    "search",
    "search as of",
    "letter",
    "trace",
    "standing",
    "missing",
    "review",
    "export all",
    "graph",
    "link_stats",
    "stats",
)


def invent(chance: random.Random) -> dict[str, str]:
    """Letters of few numbers and days, so that twins, copies, namesakes and doubtful citations abound."""
    found = {}
    for name in range(14):
        cited = [
            cite(chance.choice(NUMBERS), chance.choice((*DAYS, None))) for _ in range(chance.randint(0, 2))
        ]
        text = letter(
            chance.choice(NUMBERS), chance.choice(DAYS), chance.choice(SUBJECTS),
            refers=tuple(dict.fromkeys(cited)), deed=chance.choice(DEEDS), body=chance.choice(BODIES),
        )  # fmt: skip
        found[f"{name:02}.txt"] = chance.choice(MARKS) + text
    return found


def visible(texts: dict[str, str], archive: Archive) -> set[str]:
    """The files whose letters no copy marks as secret."""
    shown = set()
    for row in archive.export():
        if not any(texts[path[-6:]].startswith("ลับ") for path in row["copies"]):
            shown |= {path[-6:] for path in row["copies"]}
    return shown


@pytest.mark.parametrize("seed", range(2))
def test_a_room_that_kept_step_never_held_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(workers, "run", run_here)
    chance = random.Random(seed)
    texts = invent(chance)
    office = Office(tmp_path / "with" / "letters")
    names = sorted(texts)
    chance.shuffle(names)
    with Archive.open(tmp_path / "with" / "archive", create=True) as whole:
        for start in range(0, len(names), 4):
            whole.import_([office.put(name, texts[name]) for name in names[start : start + 4]])
            with Archive.open(whole.path, rights=OPEN_ONLY) as seen:
                seen.search("")
        name = chance.choice(NUMBERS)
        with suppress(SarabanError):
            whole.correct(name, {"secrecy": "ลับ"}, reason="ตรวจแล้ว", author="สมมุติ")
        shown = visible(texts, whole) - {
            path[-6:] for row in whole.export() if row["secrecy"] for path in row["copies"]
        }
        assert shown != set(names)
        with (
            Archive.open(tmp_path / "never" / "archive", create=True) as never,
            Archive.open(whole.path, rights=OPEN_ONLY) as seen,
        ):
            other = Office(tmp_path / "never" / "letters")
            paths = [other.put(name, texts[name]) for name in names if name in shown]
            never.import_(paths)
            for door in ASKED:
                assert _bare(asked(DOORS[door], seen)) == _bare(asked(DOORS[door], never)), door


def _bare(value: object) -> object:
    """Without what depends on how many imports there were, and on what an engine remembers of them."""
    if isinstance(value, dict):
        if "hits" in value:  # letters that answer alike stand in the order in which they came
            value = {**value, "hits": sorted(value["hits"], key=lambda hit: str(hit["id"]))}
        return {name: _bare(each) for name, each in value.items() if name not in ("last_run", "score")}
    return [_bare(each) for each in value] if isinstance(value, list) else value
