"""What is still found in text that OCR has hurt, how often what is not there is found, and how quickly.

    python -m bench.search_ocr [--letters 20000] [--words 200] [--rates 0.02 0.05 0.08] [--scans FOLDER]

Recall: words of the project's invented letters are looked for in the same letters with known OCR faults put in,
as they would be without the fallback (read as text) and with it (read by OCR). A letter is wanted for a word
that its true text is found by. False hits: words of the word list that no letter has. Speed and size: generated letters,
all of them damaged and read by OCR, which is the worst case. ``--scans``: pairs of true text (``NAME.true``) and
what an OCR program made of it (``NAME.txt``), measured in the same way.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench.letters import invent
from bench.text_damage import damaged
from index import Entry, Query, analysis, dictionary, open_engine
from index.query import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index import Engine

LETTERS = Path(__file__).parent.parent / "tests" / "letters" / "working"
RATES = (0.02, 0.05, 0.08)
_LONGEST = 25
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs of a word and a letter: ``wanted``, found ``rightly`` and ``wrongly``; and how many of the words
    that stand nowhere were found somewhere (``absent``)."""

    wanted: int
    rightly: int
    wrongly: int
    absent: int

    @property
    def recall(self) -> float:
        return self.rightly / self.wanted

    @property
    def precision(self) -> float:
        return self.rightly / max(1, self.rightly + self.wrongly)


def present_words(texts: Iterable[str], count: int, seed: int = 1) -> list[str]:
    """Thai words of four letters and more that stand in ``texts``, as the segmenter cuts them."""
    known = {word for text in texts for word, _ in analysis.words(text) if _is_thai(word)}
    return _some(known, count, seed)


def absent_words(texts: Iterable[str], count: int, seed: int = 1) -> list[str]:
    """Thai words of four letters and more of the word list that stand nowhere in ``texts``."""
    letters = b"|".join(map(analysis.squeezed, texts))
    known = _some(set(filter(_is_thai, dictionary.words())), count * 10, seed)
    return [word for word in known if analysis.squeezed(word) not in letters][:count]


def _is_thai(word: str) -> bool:
    return 4 <= len(word) <= _LONGEST and all("ก" <= char <= "๎" and char not in "ๆฯ฿" for char in word)


def _some(words: set[str], count: int, seed: int) -> list[str]:
    order = sorted(words)
    random.Random(seed).shuffle(order)
    return order[:count]


def measure(
    true: Mapping[str, str],
    hurt: Mapping[str, str],
    present: Sequence[str],
    absent: Sequence[str],
    *,
    ocr: bool,
    name: str = "whoosh",
) -> Found:
    """What the words find in the ``hurt`` texts; ``ocr`` tells the engine that they were read by OCR."""
    wanted = rightly = wrongly = 0
    known = _held(true, present, name)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "index", create=True, name=name)
        engine.add(Entry(id=id_, kind="external", text=text, ocr=ocr) for id_, text in hurt.items())
        engine.commit()
        for word in present:
            right, found = known[word], _ids(engine, word)
            wanted += len(right)
            rightly += len(found & right)
            wrongly += len(found - right)
        false = sum(bool(_ids(engine, word)) for word in absent)
        engine.close()
    return Found(wanted, rightly, wrongly, false)


def _held(texts: Mapping[str, str], words: Sequence[str], name: str) -> dict[str, set[str]]:
    """The letters that each word finds where nothing is damaged."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "index", create=True, name=name)
        engine.add(Entry(id=id_, kind="external", text=text) for id_, text in texts.items())
        engine.commit()
        found = {word: _ids(engine, word) for word in words}
        engine.close()
    return found


def _ids(engine: Engine, word: str) -> set[str]:
    return {hit.id for hit in engine.search(Query(Word(word)), limit=1_000_000).hits}


def hurt_by(texts: Mapping[str, str], rate: float) -> dict[str, str]:
    """``texts``, each with faults of its own."""
    return {id_: damaged(text, rate, seed) for seed, (id_, text) in enumerate(texts.items())}


def _scans(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    pairs = {path.stem: path.with_suffix(".txt") for path in sorted(folder.glob("*.true"))}
    read = {name: path.read_text("utf-8") for name, path in pairs.items() if path.exists()}
    return {name: (folder / f"{name}.true").read_text("utf-8") for name in read}, read


def _show(name: str, without: Found, with_: Found, absent: int) -> None:
    print(
        f"{name:<8} recall {without.recall:6.1%} -> {with_.recall:6.1%}   precision {without.precision:6.1%} ->"
        f" {with_.precision:6.1%}   absent words found {without.absent} -> {with_.absent} of {absent}"
    )


def _speed(
    count: int, words: Sequence[tuple[str, Sequence[str]]], rate: float, shares: Sequence[float]
) -> None:
    made = [(letter, damaged(letter.text, rate, seed)) for seed, letter in enumerate(invent(count))]
    for share in shares:
        chance = random.Random(1)
        entries = []
        for letter, hurt in made:
            ocr = chance.random() < share
            entries.append(
                Entry(
                    id=letter.number,
                    kind="external",
                    number=letter.number,
                    date=letter.day.isoformat(),
                    sender=letter.sender,
                    text=hurt if ocr else letter.text,
                    ocr=ocr,
                )
            )
        _speed_of(entries, words, f"{share:.0%} of {count} letters read by OCR")


def _speed_of(entries: Sequence[Entry], words: Sequence[tuple[str, Sequence[str]]], title: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        engine = open_engine(folder, create=True)
        started, worked = perf_counter(), process_time()
        for at in range(0, len(entries), _BATCH):
            engine.add(entries[at : at + _BATCH])
            engine.commit()
        seconds, spent = perf_counter() - started, process_time() - worked
        size = sum(path.stat().st_size for path in folder.iterdir())
        grams = sum(path.stat().st_size for path in folder.glob("*.grams"))
        print(
            f"{title}: indexed in {seconds:.0f} s ({spent / len(entries) * 1000:.1f} ms CPU a letter),"
            f" {size / len(entries):,.0f} bytes a letter, {grams / len(entries):,.0f} of them grams"
        )
        engine.search(Query(Word("หนังสือ")))
        for kind, some in words:
            times = sorted(_spent(engine, word) for word in some)
            print(
                f"  {kind:<16} CPU median {median(times):5.1f} ms   p95 {quantiles(times, n=20)[-1]:5.1f} ms"
                f"   slowest {times[-1]:5.1f} ms"
            )
        engine.close()


def _spent(engine: Engine, word: str) -> float:
    """CPU milliseconds of one search, so that other work on the machine does not count."""
    started = process_time()
    engine.search(Query(Word(word)))
    return (process_time() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure search in text that OCR has hurt.")
    parser.add_argument("--letters", type=int, default=20000, help="how many for speed; 0: none")
    parser.add_argument("--words", type=int, default=200)
    parser.add_argument("--rates", type=float, nargs="*", default=RATES)
    parser.add_argument("--shares", type=float, nargs="*", default=(1.0,), help="how many are read by OCR")
    parser.add_argument("--scans", type=Path, help="a folder of NAME.true and NAME.txt")
    options = parser.parse_args()
    true = {path.stem: path.read_text("utf-8") for path in sorted(LETTERS.glob("*.txt"))}
    present = present_words(true.values(), options.words)
    absent = absent_words(true.values(), options.words)
    sets = {f"{rate:.0%}": (true, hurt_by(true, rate)) for rate in options.rates}
    if options.scans:
        sets["scans"] = _scans(options.scans)
    for name, (texts, hurt) in sets.items():
        if name == "scans":
            present = present_words(texts.values(), options.words)
            absent = absent_words(texts.values(), options.words)
        without, with_ = (measure(texts, hurt, present, absent, ocr=ocr) for ocr in (False, True))
        _show(name, without, with_, len(absent))
    if options.letters:
        words = [("words present", present), ("words absent", absent)]
        _speed(options.letters, words, 0.05, options.shares)


if __name__ == "__main__":
    main()
