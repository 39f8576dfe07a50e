"""What a program or a typist changes without meaning anything must not change what is read of a letter."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from parsers import parse, read
from parsers.thai.normal import fold

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = sorted((Path(__file__).resolve().parents[1] / "letters" / "working").glob("*.txt"))[::6]
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
LABELS = r"^(\s*)(เรื่อง|เรียน|อ้างถึง|สิ่งที่ส่งมาด้วย)[ \t]+"


def double_spaced(text: str) -> str:
    """A blank line behind every line."""
    return text.replace("\n", "\n\n")


CHANGES: dict[str, Callable[[str], str]] = {
    "Arabic digits": lambda text: text.translate(ARABIC),
    "Thai digits": lambda text: re.sub(
        r"(?<![A-Za-z@.\-_\d])\d+(?![A-Za-z@\d])", lambda match: match.group().translate(THAI), text
    ),
    "no-break blanks": lambda text: re.sub(r"(?<=\S) (?=\S)", "\u00a0", text),
    "sara am in two": lambda text: text.replace("ำ", "ํา"),
    "sara ae in two": lambda text: text.replace("แ", "เเ"),
    "blanks at line ends": lambda text: re.sub(r"$", "  ", text, flags=re.M),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "zero-width blanks": lambda text: re.sub(r"(?<=[ก-ฮ])(?=[เ-ไ])", "\u200b", text),
    "tabs for blanks": lambda text: re.sub(
        r" {4,}", lambda match: "\t" * max(1, len(match.group()) // 8), text
    ),
    "blank lines before": lambda text: "\n\n\n" + text,
    "double spacing": double_spaced,
    "en dashes": lambda text: re.sub(r"(?<=\d) - (?=\d)", " – ", text),
    "a colon behind labels": lambda text: re.sub(LABELS, r"\1\2 : ", text, flags=re.M),
    "one blank behind labels": lambda text: re.sub(LABELS, r"\1\2 ", text, flags=re.M),
    "no blank behind โทร.": lambda text: re.sub(r"(โทร(?:สาร)?\.?) (?=[0๐(])", r"\1", text),
}


def fields(path: Path) -> list[dict[str, Any]]:
    """What the letter says, but for the words as they stand in the source."""
    told = []
    for letter in parse(read(path)):
        values = {key: value for key, value in letter.as_json("").items() if key not in ("evidence", "body")}
        values["references"] = [
            {key: value for key, value in cited.items() if key != "text"} for cited in values["references"]
        ]
        values["events"] = [
            {key: value for key, value in event.items() if key != "text"} for event in values["events"]
        ]
        told.append(values)
    return told


def shown(told: list[dict[str, Any]]) -> str:
    # Blanks within a value may come from line ends, and line ends are what is changed.
    return re.sub(r"[\s–-]+", "", fold(json.dumps(told, ensure_ascii=False, indent=1)))


@pytest.mark.parametrize("change", CHANGES)
def test_a_harmless_change_changes_nothing(change: str, tmp_path: Path) -> None:
    changed = {}
    for path in LETTERS:
        target = tmp_path / path.name
        target.write_text(CHANGES[change](path.read_text("utf-8")), "utf-8", newline="")
        before, after = shown(fields(path)), shown(fields(target))
        if before != after:
            changed[path.name] = (before, after)
    assert not changed


def test_the_changes_are_made() -> None:
    text = "".join(path.read_text("utf-8") for path in LETTERS)
    unchanged = [name for name, change in CHANGES.items() if change(text) == text]
    assert unchanged == []
