"""Words with digits as they stand in heads and foots of letters, drawn and damaged, with what they say.

For training (`tools/train_digits.py`) and for measuring (`bench/digits.py`); the two never share a font, a real
handwritten digit or a chance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from bench import damage, fonts, pen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bench.damage import Damage

_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_CLUSTER = re.compile(r"[เแโใไ]?[ก-ฮA-Za-z][\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*|.")
_WORDS = (
    "ที่", "มท", "กค", "ศธ", "นร", "สธ", "อว", "ลป", "ขก", "นม", "สข", "กวจ", "ว", "ด่วนที่สุด", "วันที่",
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน",
    "ตุลาคม", "พฤศจิกายน", "ธันวาคม", "โทร.", "โทรสาร", "ต่อ", "พ.ศ.", "ถนน", "จังหวัด", "เรื่อง", "เรียน",
    "อ้างถึง", "ส่วนราชการ", "จำนวน", "ฉบับ", "ชุด", "กรมบัญชีกลาง", "สำนักงาน", "ปลัดกระทรวง", "ศาลากลาง",
    "อำเภอ", "เทศบาล", "องค์การ", "ตำบล", "ณ", "ฐาน", "ธุรการ", "ฎีกา", "ฤทธิ์", "ญาติ", "ฆ้อง", "ฌาน", "ฒ",
    "ผู้", "ฝ่าย", "ฟ้า", "ซอย", "หมู่", "บาท", "รับที่", "เวลา", "น.", "เลขที่", "ลงวันที่", "ฯ", "Fax",
    "Tel", "email", "go.th", "LINE", "ID", "@", "moph", "moi", "OCR", "QR", ":", ";", "฿", "%", "+", "=",
    "*", "“", "”",
)  # fmt: skip

CONDITIONS: Mapping[str, tuple[float, tuple[Damage, ...]]] = {
    "clean 300 dpi": (1.0, ()),
    "clean 200 dpi": (0.667, ()),
    "150 dpi": (0.5, ()),
    "skewed": (1.0, ()),
    "photocopy": (1.0, (damage.photocopy,)),
    "photocopy 200 dpi": (0.667, (damage.photocopy,)),
    "faint": (1.0, (damage.faint,)),
    "shadow": (0.8, (damage.shadow, damage.noisy)),
    "jpeg": (0.8, (damage.jpeg,)),
    "swollen": (0.8, (damage.swollen, damage.blurred)),
    "eaten": (1.0, (damage.eaten, damage.noisy)),
    "lines over": (1.0, (damage.lines_over,)),
    "fax": (1.0, (damage.fax,)),
    "mixed": (0.8, (damage.mixed,)),
}
"""Each condition: pixels for one at 300 dpi, and the damages done in turn."""


@dataclass(frozen=True, slots=True)
class Word:
    """A drawn word: ``marks`` its characters, ``owner`` 1 + the place of the mark that a pixel shows, 0 for none."""

    marks: tuple[str, ...]
    grey: NDArray[np.uint8]
    owner: NDArray[np.uint8]
    top: float
    bottom: float
    script: str
    pen: bool
    condition: str
    family: str

    @property
    def text(self) -> str:
        return "".join(self.marks)


def number_text(chance: np.random.Generator) -> str:
    """A word with digits as letters have them, in Arabic digits."""
    pick = int(chance.integers(0, 12))
    some = "".join(str(d) for d in chance.integers(0, 10, int(chance.integers(1, 7))))
    unit = f"{chance.integers(0, 1700):04d}" + (f".{chance.integers(1, 40)}" if chance.random() < 0.6 else "")
    return (
        some,
        f"{unit}/{some[:5]}",
        f"{unit}/ว",
        f"ว{some[:4]}",
        f"{chance.integers(1, 32)}",
        f"{chance.integers(2540, 2570)}",
        f"0-{chance.integers(2000, 8000)}-{chance.integers(1000, 10000)}",
        f"{chance.integers(1000, 10000)}-{chance.integers(1, 10)}",
        f"{some[:4]}/{chance.integers(2540, 2570)}",
        f"(กวจ){unit}/ว{some[:4]}",
        f"({chance.integers(1, 100)})",
        f"{chance.integers(1, 32)},{some[:3]}",
    )[pick]


def handwritten_text(chance: np.random.Generator) -> str:
    """What a clerk writes into a printed head: a running number, a day, at times with ว or a slash."""
    some = str(int(chance.integers(1, 10 ** int(chance.integers(2, 6)))))
    pick = chance.random()
    if pick < 0.62:
        return some
    if pick < 0.82:
        return str(int(chance.integers(1, 32)))
    return f"ว{some[:4]}" if pick < 0.93 else f"{some[:4]}/{chance.integers(2540, 2570)}"


def other_text(chance: np.random.Generator) -> str:
    """A word without digits, or one glued to a number."""
    word = str(chance.choice(_WORDS))
    if chance.random() < 0.3:
        word += number_text(chance)
    return word


def clusters(text: str) -> list[str]:
    """Characters with the vowels and tones that stand above, below or before them."""
    return _CLUSTER.findall(text)


def draw(
    chance: np.random.Generator,
    *,
    text: str,
    script: str,
    by_hand: bool,
    held_out: bool,
    condition: str = "clean 300 dpi",
    varied: bool = False,
    plain: bool = False,
) -> Word:
    """One word of a known text under one condition; Arabic digits in ``text`` become those of ``script``.

    ``varied`` print, to learn from, stands closer and is cut otherwise than the font has it; ``plain`` print is of
    the faces that letters are printed in.
    """
    if script == "thai":
        text = text.translate(_THAI)
    marks = clusters(text)
    thai_needed = script == "thai" or any("ก" <= mark[-1] <= "๛" for mark in marks)
    need = "thai" if thai_needed else "arabic"
    hand = pen.some_hand(chance, script, held_out=held_out) if by_hand else None
    some = fonts.choose("pen" if by_hand else "print", need, held_out=held_out)
    if by_hand and need == "thai" and chance.random() < 0.45:
        some = tuple(face for face in fonts.choose("print", need, held_out=held_out) if face.thin) or some
    if by_hand:
        some = tuple(face for face in some if not face.heavy or face.family == "sriracha")
    elif plain:
        some = tuple(face for face in some if face.plain)
    families = sorted({face.family for face in some})
    family = str(chance.choice(families))
    mine = [face for face in some if face.family == family]
    face = mine[int(chance.integers(0, len(mine)))]
    tall = chance.uniform(25, 42) * (1.25 if by_hand else 1)
    size = max(12, round(100 * tall / max(30.0, pen.digit_height(face, script, 100))))
    spacing = 0.0 if by_hand else _spacing(chance, varied=varied)
    drawn = pen.draw_word(marks, face, script, size, chance, hand, spacing)
    scale, damages = CONDITIONS[condition]
    grey, owner, shift = _cropped(drawn, chance)
    top, bottom = (drawn.top - shift), (drawn.bottom - shift)
    if varied and not by_hand:
        grey, owner = _another_cut(grey, owner, chance)
    if by_hand or condition in {"skewed", "mixed"}:
        turn = chance.normal(0, 1.6)
        grey = grey.rotate(turn, Image.Resampling.BILINEAR, fillcolor=255)
        owner = owner.rotate(turn, Image.Resampling.NEAREST, fillcolor=0)
    if scale != 1:
        wide, high = max(4, round(grey.width * scale)), max(4, round(grey.height * scale))
        grey, owner = (
            grey.resize((wide, high), Image.Resampling.BOX),
            owner.resize((wide, high), Image.Resampling.NEAREST),
        )
        top, bottom = top * scale, bottom * scale
    dark = chance.uniform(0, 110) if by_hand else chance.uniform(0, 50)
    grey = grey.point(lambda v: int(dark + v * (250 - dark) / 255))
    for harm in damages:
        grey = harm(grey, chance, scale)
    return Word(
        tuple(marks),
        np.asarray(grey),
        np.asarray(owner),
        top,
        bottom,
        script,
        by_hand,
        condition,
        face.family,
    )


def _spacing(chance: np.random.Generator, *, varied: bool) -> float:
    """Between printed characters, in sizes."""
    often, closest = (0.45, -0.13) if varied else (0.2, -0.07)
    return 0.0 if chance.random() > often else float(chance.uniform(closest, 0.03))


def _another_cut(
    grey: Image.Image, owner: Image.Image, chance: np.random.Generator
) -> tuple[Image.Image, Image.Image]:
    """The word as a typeface a little narrower or wider, leaning a little, might print it: families are few."""
    if chance.random() < 0.3:
        return grey, owner
    wider, lean = chance.uniform(0.82, 1.22), chance.normal(0, 0.045)
    wide = max(4, round(grey.width * wider + abs(lean) * grey.height))
    shift = max(0.0, lean) * grey.height
    # Where each pixel comes from: upright rows slide by the lean, columns spread by the width.
    way = (1 / wider, lean / wider, -shift / wider, 0.0, 1.0, 0.0)
    size = (wide, grey.height)
    return (
        grey.transform(size, Image.Transform.AFFINE, way, Image.Resampling.BILINEAR, fillcolor=255),
        owner.transform(size, Image.Transform.AFFINE, way, Image.Resampling.NEAREST, fillcolor=0),
    )


def _cropped(drawn: pen.Drawn, chance: np.random.Generator) -> tuple[Image.Image, Image.Image, int]:
    rows = np.flatnonzero((drawn.owner > 0).any(axis=1))
    columns = np.flatnonzero((drawn.owner > 0).any(axis=0))
    if not len(rows):
        rows, columns = np.array([0, 9]), np.array([0, 9])
    high, wide = drawn.grey.shape
    margin = chance.integers(2, 12, 4)
    top, bottom = max(0, int(rows[0] - margin[0])), min(high, int(rows[-1] + 1 + margin[1]))
    left, right = max(0, int(columns[0] - margin[2])), min(wide, int(columns[-1] + 1 + margin[3]))
    return (
        Image.fromarray(drawn.grey[top:bottom, left:right]),
        Image.fromarray(drawn.owner[top:bottom, left:right]),
        top,
    )
