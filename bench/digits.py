"""How well digits are read, in fonts, hands and texts that training never saw.

    SARABAN_FONTS=FONTS python -m bench.digits [--words 120] [--json] [--no-tesseract]

Printed and handwritten words under each condition, and the digit groups of the held-out scans (`bench.scans`), read
by our reader and, on the same crops, by Tesseract with tha+eng. `sure` are readings given without another witness.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image

from bench import digit_words, scans
from parsers.readers.digits import LineFrame, read_digits

_SEED = 41
_MARGIN = 5
"""Pixels of paper left around a digit group cut out of a page."""
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@dataclass(frozen=True, slots=True)
class Crop:
    """A word cut out of paper and what it says; ``frame`` is where its line's digits stand."""

    group: str
    text: str
    pen: bool
    grey: np.ndarray
    frame: LineFrame | None


@dataclass
class Tally:
    """Counts over some crops."""

    words: int = 0
    right: int = 0
    digits: int = 0
    digits_right: int = 0
    other_words: int = 0
    """Words that the other reader, Tesseract, has right."""
    other_digits: int = 0
    sure: int = 0
    sure_right: int = 0
    pen_told: int = 0
    confidences: list[tuple[float, bool]] = field(default_factory=list)


def drawn_crops(words: int) -> list[Crop]:
    """Words drawn by themselves: so many printed and so many handwritten ones a condition, both scripts."""
    chance = np.random.default_rng(_SEED)
    found = []
    for condition in digit_words.CONDITIONS:
        for by_hand in (False, True):
            for place in range(words):
                word = digit_words.draw(
                    chance,
                    text=(digit_words.handwritten_text if by_hand else digit_words.number_text)(chance),
                    script="thai" if place % 2 else "arabic",
                    by_hand=by_hand,
                    held_out=True,
                    condition=condition,
                )
                frame = LineFrame(word.top, word.bottom) if place % 4 < 2 else None
                if not any(mark in "กจ" for mark in word.marks):
                    found.append(
                        Crop(
                            f"{'pen' if by_hand else 'print'}: {condition}",
                            word.text,
                            by_hand,
                            word.grey,
                            frame,
                        )
                    )
    return found


def page_crops() -> list[Crop]:
    """The digit groups of the held-out scans, cut out by their true boxes; pages are turned upright first."""
    chance = np.random.default_rng(_SEED + 1)
    found = []
    for scan in scans.scans(held_out=True):
        condition = str(scan.truth["condition"])
        if condition.startswith("rotated"):
            continue
        page = np.asarray(scan.image.convert("L"))
        groups = scan.truth["digits"]
        assert isinstance(groups, list)
        for group in groups:
            x0, top, x1, bottom = (
                int(v + chance.integers(0, _MARGIN) * s)
                for v, s in zip(group["box"], (-1, -1, 1, 1), strict=True)
            )
            x0, top = max(0, x0), max(0, top)
            grey = page[top:bottom, x0:x1]
            frame = LineFrame(group["frame"][0] - top, group["frame"][1] - top)
            if min(grey.shape) > 3:
                pen = bool(group["pen"])
                found.append(
                    Crop(
                        f"page {'pen' if pen else 'print'}: {condition}",
                        group["text"].replace(" ", ""),
                        pen,
                        grey,
                        frame,
                    )
                )
    return found


def letters_taken_for_digits(words: int) -> tuple[int, int]:
    """Of so many printed words without a digit, how many are given as sure digits."""
    chance = np.random.default_rng(_SEED + 2)
    wrong = seen = 0
    while seen < words:
        text = digit_words.other_text(chance)
        if any(c.isdigit() for c in text) or len(text) < 2:
            continue
        seen += 1
        word = digit_words.draw(chance, text=text, script="thai", by_hand=False, held_out=True)
        reading = read_digits(word.grey)
        wrong += reading is not None and reading.sure and any(c.isdigit() for c in reading.text)
    return wrong, seen


def tesseract(crops: list[Crop]) -> list[str]:
    """What Tesseract with tha+eng reads in each crop, one line of text each."""
    texts: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(crops), 400):
            paths = []
            for place, crop in enumerate(crops[start : start + 400]):
                path = Path(folder) / f"{place:04d}.png"
                padded = np.pad(crop.grey, 12, constant_values=int(np.percentile(crop.grey, 90)))
                Image.fromarray(padded).save(path, dpi=(300, 300))
                paths.append(str(path))
            listing = Path(folder) / "list.txt"
            listing.write_text("\n".join(paths), encoding="utf-8")
            command = ["tesseract", str(listing), "stdout", "-l", "tha+eng", "--psm", "7", "--oem", "1"]
            done = subprocess.run(
                command,
                capture_output=True,
                check=True,
                env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"},
            )
            pages = done.stdout.decode().split("\f")[: len(paths)]
            texts += ["".join(page.split()) for page in pages]
    return texts


def digits_right(truth: str, read: str) -> int:
    """How many digits of the truth stand in the reading in order (longest common subsequence), both folded."""
    one = [c for c in truth.translate(_TO_ARABIC) if c.isdigit()]
    other = [c for c in read.translate(_TO_ARABIC) if c.isdigit()]
    row = [0] * (len(other) + 1)
    for mine in one:
        before = 0
        for place, theirs in enumerate(other, 1):
            kept = row[place]
            row[place] = before + 1 if mine == theirs else max(row[place], row[place - 1])
            before = kept
    return max(0, row[-1] - max(0, len(other) - len(one)))


def measure(crops: list[Crop], *, with_tesseract: bool) -> dict[str, Tally]:
    """The tallies of each group."""
    others = tesseract(crops) if with_tesseract else [""] * len(crops)
    tallies: dict[str, Tally] = {}
    for crop, other in zip(crops, others, strict=True):
        tally = tallies.setdefault(crop.group, Tally())
        reading = read_digits(crop.grey, crop.frame)
        said = reading.arabic if reading is not None else ""
        truth = crop.text.translate(_TO_ARABIC)
        count = sum(c.isdigit() for c in truth)
        tally.words += 1
        tally.digits += count
        tally.right += said == truth
        tally.digits_right += digits_right(truth, said)
        tally.other_words += other.translate(_TO_ARABIC) == truth
        tally.other_digits += digits_right(truth, other)
        if reading is not None:
            tally.sure += reading.sure
            tally.sure_right += reading.sure and said == truth
            tally.pen_told += (reading.pen >= 0.5) == crop.pen
            tally.confidences.append((reading.confidence, said == truth))
    return tallies


def reliability(tallies: dict[str, Tally]) -> list[tuple[str, int, float, float]]:
    """Bins of confidence: name, count, mean confidence, part right."""
    pairs = np.array([pair for tally in tallies.values() for pair in tally.confidences], float)
    edges = (0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0001)
    rows = []
    for low, high in pairwise(edges):
        some = pairs[(pairs[:, 0] >= low) & (pairs[:, 0] < high)]
        if len(some):
            rows.append(
                (f"{low}-{min(high, 1):g}", len(some), float(some[:, 0].mean()), float(some[:, 1].mean()))
            )
    return rows


def _report(tallies: dict[str, Tally], *, with_tesseract: bool) -> None:
    print(f"{'':34}words  digits%  words%   sure%  sure right%  tesseract digits%  words%")
    total: dict[str, Tally] = {}
    for group, tally in tallies.items():
        _row(group, tally, with_tesseract)
        whole = total.setdefault(group.split(":")[0], Tally())
        for name in (
            "words",
            "right",
            "digits",
            "digits_right",
            "other_words",
            "other_digits",
            "sure",
            "sure_right",
            "pen_told",
        ):
            setattr(whole, name, getattr(whole, name) + getattr(tally, name))
    for group, tally in total.items():
        _row(f"ALL {group}", tally, with_tesseract)
        print(
            f"    pen or print told apart: {100 * tally.pen_told / tally.words:.1f} %; sure and wrong: {tally.sure - tally.sure_right}"
        )


def _row(group: str, tally: Tally, with_tesseract: bool) -> None:
    digits = 100 * tally.digits_right / max(1, tally.digits)
    precise = 100 * tally.sure_right / max(1, tally.sure)
    other = 100 * tally.other_digits / max(1, tally.digits)
    line = f"{group:34}{tally.words:5} {digits:8.2f} {100 * tally.right / tally.words:7.1f} {100 * tally.sure / tally.words:7.1f} {precise:12.2f}"
    print(line + (f" {other:18.1f} {100 * tally.other_words / tally.words:7.1f}" if with_tesseract else ""))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=120)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-tesseract", action="store_true")
    wish = parser.parse_args()
    crops = drawn_crops(wish.words) + page_crops()
    start = time.perf_counter()
    for crop in crops[:300]:
        read_digits(crop.grey, crop.frame)
    each = (time.perf_counter() - start) / 300
    tallies = measure(crops, with_tesseract=not wish.no_tesseract)
    wrong, seen = letters_taken_for_digits(400)
    if wish.json:
        rows = {
            name: {
                k: getattr(t, k) for k in ("words", "right", "digits", "digits_right", "sure", "sure_right")
            }
            for name, t in tallies.items()
        }
        print(json.dumps({"groups": rows, "reliability": reliability(tallies)}, ensure_ascii=False))
        return
    _report(tallies, with_tesseract=not wish.no_tesseract)
    print("\nconfidence    words    mean   right")
    for name, count, mean, right in reliability(tallies):
        print(f"{name:12} {count:6} {mean:7.3f} {right:7.3f}")
    print(f"\nwords without digits given as sure digits: {wrong} of {seen}; {1000 * each:.1f} ms a word")


if __name__ == "__main__":
    main()
