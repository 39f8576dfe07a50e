"""The words of the pages: both languages, the same blanks to fill, none that nothing says."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from web.asking import DAYS
from web.words import WORDS

ROOT = Path(__file__).resolve().parents[2] / "web"
THAI = re.compile("[\u0e01-\u0e5b]")
IN_THE_OTHER_LANGUAGE = ("page.language", "page.language-hint", "search.example")


@pytest.mark.parametrize("key", WORDS)
def test_a_reader_of_either_language_gets_every_word_in_it(key: str) -> None:
    thai, english = WORDS[key]
    assert thai.strip()
    assert english.strip()
    if key not in IN_THE_OTHER_LANGUAGE:
        assert not THAI.search(english)
    blanks = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (thai, english)]
    assert blanks[0] == blanks[1]


def test_no_word_is_kept_that_nothing_says() -> None:
    files = [path for path in ROOT.rglob("*") if path.suffix in (".py", ".html") and path.name != "words.py"]
    said = "".join(path.read_text(encoding="utf-8") for path in files).replace("'", '"')
    built = set(re.findall(r'"([a-z]+\.)" ~', said)) | {
        f"{name}." for name in re.findall(r'f"([a-z.]+)\.\{', said)
    }
    built -= {"search."}  # filters are called by their names in the address
    unsaid = {key for key in WORDS if f'"{key}"' not in said and not key.startswith(tuple(built))}
    assert unsaid == {f"search.{name}" for name in (*DAYS, "year")} - {"search.after", "search.before"}


def test_every_page_has_its_words_only_in_the_table() -> None:
    """Text that stands in a template itself would be in one language."""
    for path in ROOT.rglob("*.html"):
        told = re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert THAI.findall(told.replace("สารบรรณ", "")) == [], path.name
