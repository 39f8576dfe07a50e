"""The auditor prints a chain and reads it: every letter and link is there, nothing lies on anything else."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import networkx
import pytest
from lxml import etree

from report.arranging import BOX_HEIGHT, BOX_WIDTH
from report.breaking import in_lines, width_of
from report.timeline import MOST, timeline

from .chains import HARSH, invented, letter, link, trace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive import Trace

SVG = "{http://www.w3.org/2000/svg}"


def drawn(chain: Trace, language: str = "th") -> etree._Element:
    return etree.fromstring(timeline(chain, language).encode())  # type: ignore[arg-type]


def texts(picture: etree._Element) -> list[str]:
    return [text.text for text in picture.iter(f"{SVG}text")]


def titles(picture: etree._Element) -> list[str]:
    return [title.text for title in picture.iter(f"{SVG}title")]


def boxes(picture: etree._Element) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right, bottom of each letter, by the first line of its title."""
    found = {}
    for group in picture.iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        if (
            rect is not None
            and rect.get("width") == f"{BOX_WIDTH:g}"
            and rect.get("height") == f"{BOX_HEIGHT:g}"
        ):
            x, y = float(rect.get("x")), float(rect.get("y"))
            found[group.find(f"{SVG}title").text.split("\n")[0]] = (x, y, x + BOX_WIDTH, y + BOX_HEIGHT)
    return found


def lines(picture: etree._Element) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Each line's title and the points it goes through."""
    for group in picture.iter(f"{SVG}g"):
        path = group.find(f"{SVG}path")
        if path is not None and group.find(f"{SVG}rect") is None:
            numbers = [float(one) for one in re.findall(r"[\d.]+", path.get("d"))]
            yield group.find(f"{SVG}title").text, list(zip(numbers[::2], numbers[1::2], strict=True))


@pytest.mark.parametrize("count", [1, 2, 3, 7, 12, 25, 40, 60])
def test_letters_stand_apart_and_no_line_runs_through_one(count: int) -> None:
    chain = invented(count)
    picture = drawn(chain)
    held = boxes(picture)
    assert len(held) == count
    for one, other in combinations(held.values(), 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    shown = list(lines(picture))
    assert len(shown) == len(chain.links)
    for title, points in shown:
        for (x1, y1), (x2, y2) in pairwise(points):
            for left, top, right, bottom in held.values():
                beside = max(x1, x2) <= left or right <= min(x1, x2)
                assert beside or max(y1, y2) <= top or bottom <= min(y1, y2), title


@pytest.mark.parametrize("count", [2, 40, 60])
def test_it_fits_on_a4_landscape(count: int) -> None:
    picture = drawn(invented(count))
    width, height = (float(picture.get(name).removesuffix("mm")) for name in ("width", "height"))
    assert width <= 277
    assert height <= 190
    size = [float(one) for one in picture.get("viewBox").split()]
    assert width / height == pytest.approx(size[2] / size[3], rel=0.01)
    assert width / size[2] >= 0.13  # letters of 10.5 units are no smaller than those of a telephone book
    for left, top, right, bottom in boxes(picture).values():
        assert 0 < left < right < size[2]
        assert 0 < top < bottom < size[3]


def test_old_letters_are_on_the_left_under_their_year() -> None:
    chain = trace(
        "ก 1",
        [letter("ก 1", "2017-03-01"), letter("ก 2", "2020-06-16"), letter("ก 3", None)],
        [link("ก 2", "ก 1")],
    )
    thai, english = drawn(chain), drawn(chain, "en")
    held = boxes(thai)
    assert held["ก 1 · 1 มี.ค. 2560"][2] < held["ก 2 · 16 มิ.ย. 2563"][0]
    assert {"พ.ศ. 2560", "พ.ศ. 2563", "ไม่ทราบวันที่", "2561", "2562"} <= set(texts(thai))
    assert {"AD 2017", "AD 2020", "no date", "2018", "2019"} <= set(texts(english))


def test_words_not_colours_alone_tell_what_is_what() -> None:
    letters = [
        letter("ก 1", status="cancelled"),
        letter("ก 2", "2021-01-05"),
        letter("ก 3", in_archive=False),
    ]
    chain = trace("ก 1", letters, [link("ก 2", "ก 1", "cancels"), link("ก 2", "ก 3", "amends", "missing")])
    shown = texts(drawn(chain))
    assert {"ถูกยกเลิก", "ใช้อยู่", "ไม่มีในคลัง", "ฉบับตั้งต้น", "ยกเลิก", "แก้ไข"} <= set(shown)
    assert "ซักซ้อม/เพิ่มเติม" not in shown  # the legend tells what occurs
    assert {"cancelled", "in force", "not in the archive", "start", "amends"} <= set(
        texts(drawn(chain, "en"))
    )


def test_each_relation_and_state_has_a_line_of_its_own() -> None:
    looks = set()
    for relation in ("cites", "supplements", "amends", "replaces", "cancels"):
        for state in ("resolved", "ambiguous", "missing"):
            chain = trace(
                "ก 1", [letter("ก 1"), letter("ก 2", "2021-01-05")], [link("ก 2", "ก 1", relation, state)]
            )
            group = next(g for g in drawn(chain).iter(f"{SVG}g") if "→" in g.find(f"{SVG}title").text)
            names = ("stroke-width", "stroke-dasharray", "fill")
            looks.add(tuple(tuple(part.get(name) for name in names) for part in group[1:]))
    assert len(looks) == 15


def test_the_words_of_a_citation_are_told_at_its_line() -> None:
    chain = trace("ก 1", [letter("ก 1"), letter("ก 2", "2021-01-05")], [link("ก 2", "ก 1", "amends")])
    (told,) = [title for title in titles(drawn(chain)) if "→" in title]
    assert told == "ก 2 · 5 ม.ค. 2564 → แก้ไข → ก 1 · 16 มิ.ย. 2563\nพบในคลัง มั่นใจ 97%\n“หนังสือที่อ้างถึง ก 1”"


def test_a_cycle_is_marked_and_told() -> None:
    chain = trace("ก 1", [letter("ก 1"), letter("ก 2")], [link("ก 1", "ก 2"), link("ก 2", "ก 1")])
    picture = drawn(chain)
    assert "อ้างถึงกันเป็นวง: ก 1 → ก 2 → ก 1" in texts(picture)
    assert len([g for g in picture.iter(f"{SVG}g") if g.find(f"{SVG}circle") is not None]) == 2


def test_of_too_many_letters_the_nearest_are_drawn_and_the_rest_is_told() -> None:
    chain = invented(MOST + 30)
    picture = drawn(chain)
    assert len(boxes(picture)) == MOST
    assert any("อีก 30 ฉบับไม่ได้วาด" in text for text in texts(picture))
    few = etree.fromstring(timeline(chain, "en", most=5).encode())
    assert len(boxes(few)) == 5
    far = networkx.single_source_shortest_path_length(
        networkx.Graph([(link.source, link.target) for link in chain.links]), chain.root
    )
    names = {letter.number: far[letter.id] for letter in chain.letters}
    near = sorted(names.pop(name.split(" · ")[0]) for name in boxes(few))
    assert near[0] == 0
    assert near[-1] <= min(names.values())


def test_text_of_any_kind_makes_a_sound_picture() -> None:
    odd = letter("ก 1", subject=HARSH, sender=HARSH)
    chain = trace("ก 1", [odd, letter(HARSH, "2021-02")], [link(HARSH, "ก 1")])
    picture = drawn(chain)
    assert any("<ริมคลอง> &" in title for title in titles(picture))


def test_it_needs_nothing_from_elsewhere_and_leaves_its_page_alone() -> None:
    made = timeline(invented(20))
    assert re.findall(r"https?://[^\"]+", made) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<style|<script|<image|<foreignObject| id=| style=| class=|url\(|@", made)


def test_the_same_chain_gives_the_same_picture() -> None:
    chain = invented(30)
    assert timeline(chain) == timeline(
        trace(chain.root, list(reversed(chain.letters)), list(reversed(chain.links)))
    )


def test_many_that_cite_one_still_show_each() -> None:
    letters = [
        letter("ก 0", "2015-01-01"),
        *(letter(f"ข {n}", f"2020-{n % 12 + 1:02}-10") for n in range(45)),
    ]
    chain = trace("ก 0", letters, [link(f"ข {n}", "ก 0") for n in range(45)])
    picture = drawn(chain)
    assert len(list(lines(picture))) == 45
    tips = {points[0] for _, points in lines(picture)}
    assert len(tips) <= 2  # they join into one arrow


@pytest.mark.parametrize("width", [8.0, 14.5, 30.0])
def test_subjects_are_broken_between_words_and_cut_with_a_mark(width: float) -> None:
    text = "แนวทางการดูแลต้นไม้ริมคลองและทางสาธารณะขององค์กรปกครองส่วนท้องถิ่น ประจำปี 2566"
    made = in_lines(text, width, 2)
    assert 1 <= len(made) <= 2
    assert all(width_of(line) <= width for line in made)
    whole = "".join(made).replace("…", "").replace(" ", "")
    assert text.replace(" ", "").startswith(whole)
    assert made[-1].endswith("…") == (len(whole) < len(text.replace(" ", "")))
