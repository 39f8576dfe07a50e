"""A page of paper at 300 dpi with ink on it, and the place of every word and digit group on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bench import digit_words, fonts, pen

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.fonts import Face

WIDTH, HEIGHT = 2480, 3508
"""A4 at 300 dpi."""
LEFT, RIGHT = 354, WIDTH - 236
_DIGITS = re.compile(r"(?:ว\.? ?)?[0-9๐-๙]+(?:(?:[./\-,]|/?ว)[0-9๐-๙]+)*(?:/ว)?")
Colour = tuple[int, int, int]
BLACK: Colour = (25, 25, 28)
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or digit group on the page: its text, its four corners, and whether a pen wrote it.

    ``stand`` are two points: the top and the foot of a tall digit on the word's line.
    """

    text: str
    corners: Points
    stand: Points
    pen: bool
    digits: bool

    @property
    def box(self) -> tuple[int, int, int, int]:
        """x0, top, x1, bottom in pixels."""
        xs, ys = zip(*self.corners, strict=True)
        return round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))

    @property
    def frame(self) -> tuple[int, int]:
        """Top and foot of a tall digit, where the page is upright."""
        return round(self.stand[0][1]), round(self.stand[1][1])


@dataclass
class Sheet:
    """The paper while it is written on; ``lines`` are what stands on it, in reading order."""

    face: Face
    script: str
    chance: np.random.Generator
    image: Image.Image = field(default_factory=lambda: Image.new("RGB", (WIDTH, HEIGHT), "white"))
    marks: list[Mark] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def font(self, height: float = 31) -> ImageFont.FreeTypeFont:
        """The sheet's font at the size where a tall digit has so many pixels."""
        probe = self.face.font(100).getbbox("8", anchor="ls")
        return self.face.font(max(12, round(100 * height / max(20, probe[3] - probe[1]))))

    def write(self, text: str, x: float, base: float, height: float = 31, colour: Colour = BLACK) -> float:
        """Prints a text from ``x`` on the baseline ``base``; gives where it ends."""
        font = self.font(height)
        ImageDraw.Draw(self.image).text((x, base), text, font=font, fill=colour, anchor="ls")
        for chunk in re.finditer(r"\S+", text):
            self._mark(font, text, chunk, x, base, digits=False)
        for group in _DIGITS.finditer(text):
            self._mark(font, text, group, x, base, digits=True)
        return x + font.getlength(text)

    def _mark(
        self,
        font: ImageFont.FreeTypeFont,
        text: str,
        part: re.Match[str],
        x: float,
        base: float,
        *,
        digits: bool,
    ) -> None:
        start = x + font.getlength(text[: part.start()])
        _, top, _, bottom = font.getbbox(part.group(), anchor="ls")
        end = x + font.getlength(text[: part.end()])
        corners = _corners(start, base + top, end, base + bottom)
        tall = pen.digit_height(self.face, self.script, round(font.size))
        middle = (start + end) / 2
        stand = (middle, base - tall), (middle, base)
        self.marks.append(Mark(part.group(), corners, stand, pen=False, digits=digits))

    def scribble(self, text: str, x: float, base: float, colour: Colour, *, held_out: bool) -> float:
        """Writes a number by hand in the sheet's digits; gives where it ends."""
        word = digit_words.draw(
            self.chance,
            text=text,
            script=self.script,
            by_hand=True,
            held_out=held_out,
            condition="clean 300 dpi",
        )
        inked = 255 - word.grey.astype(np.float32)
        paper = float(np.median(inked))
        mask = Image.fromarray(
            np.clip((inked - paper) * 255 / max(float(inked.max()) - paper, 1), 0, 255).astype(np.uint8)
        )
        y = round(base - word.bottom + self.chance.normal(0, 4))
        self.image.paste(Image.new("RGB", mask.size, colour), (round(x), y), mask)
        rows = np.flatnonzero((word.owner > 0).any(axis=1))
        columns = np.flatnonzero((word.owner > 0).any(axis=0))
        corners = _corners(x + columns[0], y + rows[0], x + columns[-1] + 1, y + rows[-1] + 1)
        stand = (x, y + word.top), (x, y + word.bottom)
        for digits in (False, True):
            self.marks.append(Mark(word.text, corners, stand, pen=True, digits=digits))
        return x + mask.width

    def paragraph(self, text: str, base: float, step: float, indent: float = 0) -> float:
        """A text broken at blanks and between words where it must; gives the next line's baseline."""
        font = self.font()
        line, x = "", LEFT + indent
        for piece in _breakable(text):
            if line and x + font.getlength(line + piece) > RIGHT:
                self.write(line.rstrip(), x, base)
                self.lines.append(line.rstrip())
                line, x, base = "", float(LEFT), base + step
            line += piece
        if line.strip():
            self.write(line.rstrip(), x, base)
            self.lines.append(line.rstrip())
            base += step
        return base

    def moved(self, image: Image.Image, place: Callable[[float, float], tuple[float, float]]) -> None:
        """Takes another picture of the page, in which each point has gone to ``place(x, y)``."""
        self.image = image
        self.marks = [
            replace(
                mark,
                corners=tuple(place(x, y) for x, y in mark.corners),
                stand=tuple(place(x, y) for x, y in mark.stand),
            )
            for mark in self.marks
        ]

    def scaled(self, factor: float) -> None:
        size = round(self.image.width * factor), round(self.image.height * factor)
        self.moved(self.image.resize(size, Image.Resampling.BOX), lambda x, y: (x * factor, y * factor))

    def turned(self, degrees: float) -> None:
        """Turned counter-clockwise; a quarter or half turn changes the paper's shape, less leaves it."""
        quarter = degrees % 90 == 0
        before = self.image.size
        image = self.image.rotate(degrees, Image.Resampling.BICUBIC, expand=quarter, fillcolor="white")
        turn = np.deg2rad(degrees)
        cos, sin = float(np.cos(turn)), float(np.sin(turn))
        after = image.size

        def place(x: float, y: float) -> tuple[float, float]:
            dx, dy = x - before[0] / 2, y - before[1] / 2
            return after[0] / 2 + dx * cos + dy * sin, after[1] / 2 - dx * sin + dy * cos

        self.moved(image, place)


def _corners(x0: float, top: float, x1: float, bottom: float) -> Points:
    return (x0, top), (x1, top), (x1, bottom), (x0, bottom)


def _breakable(text: str) -> list[str]:
    """Pieces between which a line may be broken: at blanks, and every dozen characters inside long Thai runs."""
    pieces: list[str] = []
    for run in re.findall(r"\S+\s*", text):
        marks = digit_words.clusters(run)
        while len(marks) > 30:
            pieces.append("".join(marks[:12]))
            marks = marks[12:]
        pieces.append("".join(marks))
    return pieces


def emblem(sheet: Sheet, x: int, top: int, side: int) -> None:
    """Something like a garuda in outline and mass: a body, wings, a crown; noise to a reader of text."""
    draw = ImageDraw.Draw(sheet.image)
    chance = sheet.chance
    draw.ellipse((x + side * 0.38, top + side * 0.3, x + side * 0.62, top + side * 0.85), fill=BLACK)
    draw.polygon(
        [(x + side * 0.45, top + side * 0.3), (x + side * 0.5, top), (x + side * 0.55, top + side * 0.3)],
        fill=BLACK,
    )
    for sign in (-1, 1):
        for feather in range(6):
            start = (x + side * 0.5, top + side * (0.4 + 0.05 * feather))
            end = (
                x + side * (0.5 + sign * (0.48 - 0.03 * feather)),
                top + side * (0.15 + 0.13 * feather) + chance.normal(0, 3),
            )
            draw.line((*start, *end), fill=BLACK, width=max(2, side // 22))


def faces_for(*, held_out: bool) -> list[Face]:
    """One upright face of normal weight a family, for letters: Sarabun, Laksaman and the other printed families."""
    found: dict[str, Face] = {}
    for face in fonts.choose("print", "thai", held_out=held_out):
        if face.plain and face.latin is None and face.family not in found and _stacks(face):
            found[face.family] = face
    return list(found.values())


def _stacks(face: Face) -> bool:
    """Whether marks stand on their letter when we draw: those of TlwgMono come out beside it, as on no paper."""
    font = face.font(100)
    return bool(font.getbbox("ที่")[2] <= font.getbbox("ท")[2] * 1.2)
