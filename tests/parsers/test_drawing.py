"""Pages as pictures: their size, which way up they are, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from parsers.drawing import draw, page_sizes
from parsers.errors import UnreadableFile
from parsers.readers import limits

FILES = Path(__file__).resolve().parents[1] / "readers" / "files"


def shown(data: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.asarray(Image.open(io.BytesIO(data)).convert("L"))


@pytest.fixture
def corner(tmp_path: Path) -> Path:
    """A sheet of 8 by 11 inches with a black field at its upper left corner."""
    picture = Image.new("L", (800, 1100), 255)
    picture.paste(0, (0, 0, 100, 100))
    path = tmp_path / "corner.png"
    picture.save(path, dpi=(100, 100))
    return path


@pytest.mark.parametrize(("turn", "place"), [(0, (0, 0)), (90, (0, -1)), (180, (-1, -1)), (270, (-1, 0))])
def test_a_page_is_turned_clockwise(corner: Path, turn: int, place: tuple[int, int]) -> None:
    picture = shown(draw(corner, 1, turn=turn, width=400))
    assert picture.shape == ((550, 400) if turn % 180 == 0 else (291, 400))
    assert picture[place] < 40
    assert [picture[at] < 40 for at in ((0, 0), (0, -1), (-1, -1), (-1, 0))].count(True) == 1


def test_sizes_are_in_points(corner: Path) -> None:
    assert page_sizes(corner) == [pytest.approx((576, 792), abs=0.1)]
    assert next(tuple(map(round, size)) for size in page_sizes(FILES / "letter1-word.pdf")) == (595, 842)


def test_a_picture_is_never_made_larger_than_it_is(corner: Path) -> None:
    assert shown(draw(corner, 1, turn=0, width=5000)).shape == (1100, 800)


def test_a_page_of_a_pdf_is_drawn_at_the_width_asked_for() -> None:
    for width in (300, 1000):
        assert shown(draw(FILES / "letter1-word.pdf", 1, turn=0, width=width)).shape[1] == pytest.approx(
            width, abs=1
        )


def test_a_pdf_that_is_displayed_turned_is_drawn_so(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(FILES / "letter1-word.pdf") as pdf:
        pdf[0].set_rotation(90)
        pdf.save(tmp_path / "turned.pdf")
    (wide, high), *_ = page_sizes(tmp_path / "turned.pdf")
    assert (round(wide), round(high)) == (842, 595)
    picture = shown(draw(tmp_path / "turned.pdf", 1, turn=0, width=842))
    assert picture.shape == pytest.approx((595, 842), abs=2)


def test_colours_stay(tmp_path: Path) -> None:
    Image.new("RGB", (800, 1100), (20, 20, 200)).save(tmp_path / "blue.png")
    red, _, blue = (
        Image.open(io.BytesIO(draw(tmp_path / "blue.png", 1, turn=0, width=200)))
        .convert("RGB")
        .getpixel((9, 9))
    )  # type: ignore[misc]
    assert blue > red + 100


def test_text_has_no_look_of_its_own() -> None:
    assert page_sizes(FILES / "letter1.txt") == []
    assert page_sizes(FILES / "rich.doc") == []


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_page_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(UnreadableFile):
        draw(FILES / "letter1-word.pdf", number, turn=0, width=300)


def test_what_is_broken_or_locked_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + bytes(2000))
    for path in (broken, FILES / "letter1-locked.pdf"):
        with pytest.raises(UnreadableFile):
            page_sizes(path)


def test_a_bomb_never_goes_off(corner: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PICTURE_PIXELS", 1000)
    with pytest.raises(UnreadableFile, match="megapixels"):
        draw(corner, 1, turn=0, width=300)
    monkeypatch.setattr(limits, "MAX_PAGE_PIXELS", 10_000)
    assert shown(draw(FILES / "letter1-word.pdf", 1, turn=0, width=3000)).size <= 10_500
