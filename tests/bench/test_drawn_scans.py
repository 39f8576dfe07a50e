"""Invented scans: the same each time, with a truth that fits the picture, working and held-out letters apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench import fonts, scans

if TYPE_CHECKING:
    from pathlib import Path


def place_of(condition: str) -> int:
    return scans.CONDITIONS.index(condition)


def test_the_same_place_gives_the_same_page() -> None:
    one, two = (scans.make(place_of("photocopy"), held_out=True) for _ in range(2))
    assert one.truth == two.truth
    assert np.array_equal(np.asarray(one.image), np.asarray(two.image))


@pytest.mark.parametrize(
    "condition", ["clean", "150 dpi", "skewed", "rotated 90", "rotated 180", "handwritten"]
)
def test_every_box_of_a_digit_group_holds_ink(condition: str) -> None:
    scan = scans.make(place_of(condition), held_out=False)
    page = np.asarray(scan.image.convert("L"))
    groups = scan.truth["digits"]
    assert isinstance(groups, list)
    assert groups
    for group in groups:
        x0, top, x1, bottom = group["box"]
        assert page[top:bottom, x0:x1].min() < 170, group


def test_a_handwritten_number_and_day_are_marked_as_such() -> None:
    truth = scans.make(place_of("handwritten"), held_out=False).truth
    by_pen = [word["text"] for word in truth["words"] if word["pen"]]
    assert len(by_pen) == 2
    folded = [text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")) for text in by_pen]
    assert truth["fields"]["number"].endswith(folded[0])
    assert int(truth["fields"]["date"][-2:]) == int(folded[1])


def test_held_out_letters_share_no_font_with_the_others() -> None:
    files = {
        held_out: {scans.make(place, held_out=held_out).truth["font"] for place in (0, 3, 13)}
        for held_out in (False, True)
    }
    assert not files[False] & files[True]
    assert len({face.family for face in fonts.faces()}) >= 6


def test_there_are_enough_letters_in_every_condition() -> None:
    assert scans.WORKING + scans.HELD_OUT >= 80
    assert scans.HELD_OUT >= 30
    assert len(scans.CONDITIONS) <= scans.HELD_OUT


def test_letters_are_written_with_their_truth(tmp_path: Path) -> None:
    assert scans.write_scans(tmp_path, (True,), "fax") == 6
    truths = [json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.glob("*.json")]
    assert {truth["condition"] for truth in truths} == {"fax"}
    assert all((tmp_path / f"{path.stem}.png").exists() for path in tmp_path.glob("*.json"))
