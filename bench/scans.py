"""Invented letters as scans, with what they say and where: for measuring and for trying out.

    python -m bench.scans FOLDER [--held-out | --working] [--only CONDITION]

Each letter becomes NAME.png and NAME.json with its text, fields, and the boxes of its words and digit groups. The
same fonts give the same files. Held-out letters share no font and no text with the others.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from bench import damage
from bench.scan_letters import Wish, copy_out, invent, own_letters
from bench.scan_page import BLACK, Sheet, faces_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.damage import Damage
    from bench.scan_page import Colour

CONDITIONS = (
    "clean", "200 dpi", "150 dpi", "skewed", "rotated 90", "rotated 180", "photocopy", "faint", "stamped", "shadow",
    "jpeg", "mixed", "handwritten", "receipt stamp", "fax",
)  # fmt: skip
LAYOUTS = ("external", "internal", "external", "stamped", "order")
WORKING, HELD_OUT = 60, 90
"""How many letters each set has: each condition four and six times."""
_EDITION = {False: 2526, True: 2578}
"""Seeds of the sets; the held-out one is drawn anew whenever its pages were looked at to mend the reader."""
_RED: Colour = (190, 40, 50)
_VIOLET: Colour = (90, 60, 150)
_DPI = {
    "200 dpi": 200,
    "150 dpi": 150,
    "photocopy": 300,
    "fax": 200,
    "jpeg": 200,
    "shadow": 200,
    "mixed": 200,
}
_HARM: dict[str, tuple[Damage, ...]] = {
    "photocopy": (damage.photocopy,),
    "faint": (damage.faint,),
    "shadow": (damage.shadow, damage.noisy),
    "jpeg": (damage.jpeg,),
    "mixed": (damage.mixed,),
    "fax": (damage.fax,),
}


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned letter: its picture (grey, or colour where stamps and pens are) and the truth about it."""

    name: str
    image: Image.Image
    truth: dict[str, object]


def scans(*, held_out: bool, only: str | None = None) -> Iterator[Scan]:
    """The letters of one set, in a fixed order; ``only`` keeps those of one condition."""
    for place in range(HELD_OUT if held_out else WORKING):
        if only is None or CONDITIONS[place % len(CONDITIONS)] == only:
            yield make(place, held_out=held_out)


def make(place: int, *, held_out: bool) -> Scan:
    """The letter at a place of its set; every third is one of the project's own test letters where that fits."""
    condition = CONDITIONS[place % len(CONDITIONS)]
    chance = np.random.default_rng((_EDITION[held_out], int(held_out), place))
    faces = faces_for(held_out=held_out)
    face = faces[int(chance.integers(0, len(faces)))]
    script = "thai" if chance.random() < 0.6 else "arabic"
    sheet = Sheet(face, script, chance)
    turn = place // len(CONDITIONS)
    layout = "own" if turn % 3 == 2 and condition != "handwritten" else LAYOUTS[place % len(LAYOUTS)]
    if condition == "handwritten" and layout == "order":
        layout = "external"
    if layout == "own":
        letters = own_letters(held_out=held_out)
        source, text, fields = letters[int(chance.integers(0, len(letters)))]
        layout = f"own {source}"
        copy_out(sheet, text)
    else:
        fields = invent(sheet, Wish(layout, held_out, by_pen=condition == "handwritten"))
    _stamps(sheet, condition, held_out=held_out)
    dpi = _DPI.get(condition, 300)
    if dpi != 300:
        sheet.scaled(dpi / 300)
    degrees = {"rotated 90": 90.0, "rotated 180": 180.0}.get(condition, 0.0)
    degrees += float(chance.uniform(-4, 4)) if condition in {"skewed", "mixed"} else 0.0
    if degrees:
        sheet.turned(degrees)
    image = _harmed(sheet, condition, dpi)
    truth: dict[str, object] = {
        "condition": condition, "layout": layout, "held_out": held_out, "font": face.path.name, "script": script,
        "dpi": dpi, "turned": round(degrees, 3), "fields": fields, "text": "\n".join(sheet.lines),
        "words": [{"text": m.text, "box": m.box, "pen": m.pen} for m in sheet.marks if not m.digits],
        "digits": [{"text": m.text, "box": m.box, "frame": m.frame, "pen": m.pen} for m in sheet.marks if m.digits],
    }  # fmt: skip
    name = f"{'held' if held_out else 'work'}_{place:03d}_{condition.replace(' ', '-')}"
    return Scan(name, image, truth)


def _harmed(sheet: Sheet, condition: str, dpi: int) -> Image.Image:
    if condition in {"stamped", "receipt stamp", "handwritten"}:
        return sheet.image
    image = sheet.image.convert("L")
    for harm in _HARM.get(condition, ()):
        image = harm(image, sheet.chance, dpi / 300)
    return image


def _stamps(sheet: Sheet, condition: str, *, held_out: bool) -> None:
    """Stamps and holes; a stamp's ink does not cover the print beneath it."""
    chance = sheet.chance
    printed = sheet.image.copy()
    if condition in {"stamped", "mixed"}:
        memo = sheet.lines[0] == "บันทึกข้อความ"
        _urgency(sheet, (580 if memo else 360) + int(chance.integers(0, 150)), 170 if memo else 420)
    if condition in {"receipt stamp", "stamped"}:
        _receipt(sheet, held_out=held_out)
    sheet.image = ImageChops.darker(printed, sheet.image)
    if condition == "fax":
        row = "FROM : OFFICE        FAX NO. : 054000123        12 JAN. 2009  10:31AM  P1"
        sheet.write(row, 200, 90, 26)
        sheet.lines.insert(0, row)
    if condition in {"photocopy", "skewed", "mixed"}:
        draw = ImageDraw.Draw(sheet.image)
        for y in (1300, 2200):
            draw.ellipse((90, y, 160, y + 70), fill=BLACK)


def _urgency(sheet: Sheet, x: int, y: int) -> None:
    """An outlined rubber stamp, a little aslant; its word is part of the text."""
    font = sheet.font(52)
    text = "ด่วนที่สุด"
    box = font.getbbox(text, anchor="ls")
    size = round(box[2] - box[0]) + 70, round(box[3] - box[1]) + 50
    stamp = Image.new("L", size, 0)
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((3, 3, size[0] - 4, size[1] - 4), outline=230, width=6)
    draw.text((35, 25 - box[1]), text, font=font, fill=230, anchor="ls")
    stamp = stamp.rotate(float(sheet.chance.uniform(-6, 6)), Image.Resampling.BICUBIC, expand=True)
    sheet.image.paste(Image.new("RGB", stamp.size, _RED), (x, y), stamp)
    sheet.lines.insert(0, text)


def _receipt(sheet: Sheet, *, held_out: bool) -> None:
    """The receiving office's box over the sender's address, filled in by hand; none of it is the letter's own."""
    chance = sheet.chance
    x, y = 1560 + int(chance.integers(0, 150)), 400 + int(chance.integers(0, 160))
    draw = ImageDraw.Draw(sheet.image)
    draw.rectangle((x, y, x + 640, y + 300), outline=_VIOLET, width=5)
    filled = (
        str(chance.integers(1, 9000)),
        f"{chance.integers(1, 29)}",
        f"{chance.integers(8, 17)}.{chance.integers(10, 60)}",
    )
    for row, (label, value) in enumerate(zip(("เลขที่รับ", "วันที่", "เวลา"), filled, strict=True)):
        base = y + 80 + 92 * row
        end = sheet.write(label, x + 24, base, 28, _VIOLET)
        sheet.write("." * 30, end + 8, base, 24, _VIOLET)
        sheet.scribble(value, end + 60, base - 4, (30, 45, 140), held_out=held_out)
        sheet.lines.append(f"{label} {value}")


def write_scans(folder: Path, sets: tuple[bool, ...], only: str | None = None) -> int:
    """Writes the letters of the wished sets; gives how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for held_out in sets:
        for scan in scans(held_out=held_out, only=only):
            dpi = scan.truth["dpi"]
            scan.image.save(folder / f"{scan.name}.png", dpi=(dpi, dpi))
            (folder / f"{scan.name}.json").write_text(
                json.dumps(scan.truth, ensure_ascii=False, indent=1), encoding="utf-8"
            )
            count += 1
    return count


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--held-out", action="store_true")
    which.add_argument("--working", action="store_true")
    parser.add_argument("--only", choices=CONDITIONS)
    wish = parser.parse_args()
    sets = (False, True) if wish.held_out == wish.working else (wish.held_out,)
    print(f"{write_scans(wish.folder, sets, wish.only)} letters in {wish.folder}")


if __name__ == "__main__":
    main()
