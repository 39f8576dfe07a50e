"""Text as OCR leaves it: known confusions at a given rate, the same for the same seed.

    python -m bench.text_damage FILE [--rate 0.05] [--seed 1]

Half of the faults are those that Thai OCR is known for: lost tone marks, vowels and dots, ำ read as า, บ as ก,
ฏ as ภ, Thai digits taken for one another. The other half befall any character: another letter that looks like
it, a letter lost, a word torn by a blank.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

KNOWN = {
    "่": "", "้": "", "ี": "", "ั": "", ".": "", "ำ": "า", "ฏ": "ภ", "บ": "ก",
    "๔": "๕", "๖": "๒", "๗": "๓", "๘": "๕", "๙": "๕",
}  # fmt: skip
"""What Tesseract's public Thai models lose or confuse most."""

LIKE = {
    "ก": "ถภ", "ค": "ดต", "ด": "คต", "ต": "ดค", "ช": "ซข", "น": "มณ", "ม": "น", "ป": "บ", "ผ": "ฝ", "พ": "ฟ",
    "ข": "ช", "ร": "ธ", "ล": "ส", "ส": "ล", "อ": "ฮ", "ห": "ท", "ท": "ห", "ถ": "ก", "า": "ว", "ว": "า", "ย": "ษ",
    "เ": "แ", "แ": "เ", "ไ": "ใโ", "ใ": "ไ", "ิ": "ี", "ึ": "ื", "ื": "ี", "็": "์", "ุ": "ู",
}  # fmt: skip
_LOST, _TORN = 0.25, 0.3
"""Of the faults that may befall any character: how many lose it, how many put a blank after it."""


def damaged(text: str, rate: float, seed: int = 1) -> str:
    """``text`` with faults in about ``rate`` of its characters, line ends and blanks not counted."""
    chance = random.Random(seed)
    places = [place for place, char in enumerate(text) if not char.isspace()]
    known = [place for place in places if text[place] in KNOWN]
    faults = round(len(places) * rate)
    hurt = set(chance.sample(known, k=min(len(known), faults // 2)))
    rest = [place for place in places if place not in hurt]
    struck = {place: chance.random() for place in chance.sample(rest, k=min(len(rest), faults - len(hurt)))}
    found: list[str] = []
    for place, char in enumerate(text):
        if place in hurt:
            found.append(KNOWN[char])
        elif place in struck:
            found.append(_struck(char, struck[place], chance))
        else:
            found.append(char)
    return "".join(found)


def _struck(char: str, dice: float, chance: random.Random) -> str:
    if dice < _LOST:
        return ""
    if dice < _LOST + _TORN:
        return char + " "
    return chance.choice(LIKE.get(char, "") or "กตนา")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a text as OCR might have read it.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rate", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(damaged(options.file.read_text("utf-8"), options.rate, options.seed), end="")


if __name__ == "__main__":
    main()
