"""What a person typed → a query: words, "phrases", AND OR NOT (และ หรือ ไม่), prefixes, fields, letter numbers.

Every fault raises UsageError and says where it stands; nothing else is ever raised.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from index import values
from index.numbers import key_of
from index.query import (
    And,
    Days,
    Every,
    Node,
    Not,
    Nothing,
    Number,
    Or,
    Phone,
    Phrase,
    Prefix,
    Query,
    Value,
    Word,
)
from index.query_spelling import FIELDS, NAME, NAMES, NUMBER, OPERATORS, SAME_LENGTH, SHORT_YEAR, VALUES, WORD
from parsers.errors import UsageError
from parsers.thai.normal import fold

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 2000
DEEPEST = 50

_INDEXED = {"from": "sender", "to": "to"}


def parse_query(
    text: str,
    *,
    kind: str | None = None,
    agency: str | None = None,
    after: str | None = None,
    before: str | None = None,
    year: str | None = None,
    secrecy: str | None = None,
    status: str | None = None,
    sender: str | None = None,
) -> Query:
    """The query that ``text`` and the filters of the command line ask for; blank text asks for all letters.

    ``agency`` is words of the sender's name, ``sender`` the whole name as a facet has it.

    Raises UsageError with the place of the fault in ``text``, or the name of the option at fault.
    """
    given = {"kind": kind, "from": agency, "after": after, "before": before, "year": year, "secrecy": secrecy}
    given["status"] = status
    filters = tuple(_filter(name, value) for name, value in given.items() if value is not None)
    if sender is not None:
        filters = (*filters, Value("from", sender))
    return Query(_Parser(text).parse(), filters)


def _filter(name: str, value: str) -> Node:
    def fail(thai: str, english: str) -> NoReturn:
        option = "agency" if name == "from" else name
        raise UsageError("bad-filter", thai=f"--{option}: {thai}", english=f"--{option}: {english}")

    if name == "from" and re.search(r"[^\W_]", value):
        return Word(value, "sender")
    return _value(name, value, fail)


def _value(name: str, typed: str, fail: Callable[[str, str], NoReturn]) -> Node:
    """The leaf for ``name:typed``; ``fail`` is told what is wrong with it."""
    typed = typed.strip()
    if not re.search(r"[^\W_]", typed):
        fail(f"ไม่มีค่าหลัง {FIELDS[name][0]}:", f"{name}: has no value")
    if name in values.CLOSED:
        value = values.closed_value(name, typed)
        if value is None:
            fail(
                f"ไม่มี{FIELDS[name][0]} “{typed}” ใช้ได้: {values.choices(name, thai=True)}",
                f"no {name} “{typed}”; there are: {values.choices(name, thai=False)}",
            )
        return Value(name, value)
    if name == "year":
        era = values.buddhist_year(typed)
        if era is None:
            fail(f"“{typed}” ไม่ใช่ปี เช่น 2565 หรือ 2022", f"“{typed}” is no year, such as 2565 or 2022")
        return Value("year", era)
    if name in ("date", "after", "before"):
        span = values.days(typed)
        if span is None:
            fail(f"“{typed}” ไม่ใช่วันที่ เช่น 16 มิ.ย. 2563", f"“{typed}” is no date, such as 2020-06-16")
        return Days(0 if name == "before" else span[0], 99999999 if name == "after" else span[1])
    if name == "phone":
        return _phone(typed, fail)
    if name in ("number", "cites"):
        if typed.endswith("*"):
            return Prefix(typed.rstrip("*"), name)
        if key_of(typed) is None:
            fail(f"“{typed}” ไม่ใช่เลขหนังสือ", f"“{typed}” is no letter number")
        number = Number(typed, name)
        short = SHORT_YEAR.fullmatch(fold(typed))
        return Or((Number(_whole_year(short), name), number)) if short else number
    field = _INDEXED.get(name, name)
    return Prefix(typed.rstrip("*"), field) if typed.endswith("*") else Word(typed, field)


def _whole_year(short: re.Match[str]) -> str:
    return f"{short['run']}/25{short['year']}"


def _phone(typed: str, fail: Callable[[str, str], NoReturn]) -> Node:
    main, *extension = re.split(r"(?:ต่อ|ext\.?|x)", fold(typed).lower(), maxsplit=1)
    pieces = [re.sub(r"[^0-9]", "", piece) for piece in (main, *extension)]
    if pieces[0].startswith("66") and len(pieces[0]) > 9:
        pieces[0] = "0" + pieces[0][2:]
    phones = tuple(Phone(piece) for piece in pieces if piece)
    if not phones:
        fail(f"“{typed}” ไม่มีเลขโทรศัพท์", f"“{typed}” has no digits")
    return phones[0] if len(phones) == 1 else And(phones)


class _Parser:
    """One pass over the typed text, left to right; ``at`` is the column reached."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.text = typed.translate(SAME_LENGTH)
        self.at = 0
        self.depth = 0

    def parse(self) -> Node:
        if len(self.typed) > LONGEST:
            self.fail(
                LONGEST, f"คำค้นยาวเกิน {LONGEST} ตัวอักษร", f"the query is longer than {LONGEST} characters"
            )
        if not self.text.strip():
            return Every()
        node = self.any_of()
        if self.at < len(self.text):
            self.fail(self.at, "วงเล็บปิดเกินมา", "this parenthesis closes nothing")
        return node if node is not None else Nothing()

    def fail(self, column: int, thai: str, english: str) -> NoReturn:
        # People count from 1. One line must show the place: the text around it with a mark before the fault.
        column = min(column, len(self.typed))
        before = " ".join(self.typed[max(0, column - 20) : column].split("\n"))
        after = " ".join(self.typed[column : column + 20].split("\n"))
        shown = f"{'…' if column > 20 else ''}{before}▸{after}{'…' if len(self.typed) > column + 20 else ''}"
        raise UsageError(
            "bad-query",
            thai=f"คำค้นผิดที่ตัวอักษรที่ {column + 1}: {thai}: {shown}",
            english=f"bad query at column {column + 1}: {english}: {shown}",
        )

    def blanks(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def operator(self) -> str | None:
        """The operator that stands alone at this place, not taken yet."""
        self.blanks()
        match = WORD.match(self.text, self.at)
        return OPERATORS.get(match.group()) if match else None

    def take_operator(self) -> int:
        match = WORD.match(self.text, self.at)
        start = self.at
        self.at = match.end() if match else start
        return start

    def typed_at(self, start: int) -> str:
        """The operator at ``start`` as it was typed."""
        match = WORD.match(self.text, start)
        return match.group() if match else ""

    def nothing_after(self, start: int) -> NoReturn:
        typed = self.typed_at(start)
        self.fail(
            start,
            f"ไม่มีคำหลัง “{typed}” ถ้าจะค้นคำนี้ ให้ใส่เครื่องหมายคำพูดคร่อม",
            f"nothing follows “{typed}”; quote it to search for the word",
        )

    def closed(self) -> bool:
        self.blanks()
        return self.at >= len(self.text) or self.text[self.at] == ")"

    def any_of(self) -> Node | None:
        children = [self.all_of()]
        while self.operator() == "or":
            start = self.take_operator()
            if self.closed() or self.operator() in ("or", "and"):
                self.nothing_after(start)
            children.append(self.all_of())
        kept = [child for child in children if child is not None]
        return kept[0] if len(kept) == 1 else Or(tuple(kept)) if kept else None

    def all_of(self) -> Node | None:
        children: list[Node | None] = []
        while not self.closed():
            operator = self.operator()
            if operator == "or":
                if not children:
                    typed = self.typed_at(self.at)
                    self.fail(
                        self.at,
                        f"ไม่มีคำก่อน “{typed}” ถ้าจะค้นคำนี้ ให้ใส่เครื่องหมายคำพูดคร่อม",
                        f"nothing stands before “{typed}”; quote it to search for the word",
                    )
                break
            if operator == "and":
                start = self.take_operator()
                if not children or self.closed() or self.operator() in ("or", "and"):
                    typed = self.typed_at(start)
                    self.fail(
                        start,
                        f"“{typed}” ต้องอยู่ระหว่างคำสองคำ ถ้าจะค้นคำนี้ ให้ใส่เครื่องหมายคำพูดคร่อม",
                        f"“{typed}” needs a word on either side; quote it to search for the word",
                    )
                continue
            children.append(self.one())
        kept = [child for child in children if child is not None]
        return kept[0] if len(kept) == 1 else And(tuple(kept)) if kept else None

    def one(self) -> Node | None:
        """One word, phrase, number, field, parenthesis, or the refusal of one; ``None`` for punctuation."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail(self.at, "วงเล็บซ้อนกันลึกเกินไป", "too many parentheses inside each other")
        try:
            return self._one()
        finally:
            self.depth -= 1

    def _one(self) -> Node | None:
        start, char = self.at, self.text[self.at]
        if self.operator() == "not":
            self.take_operator()
            if self.closed() or self.operator() in ("or", "and"):
                self.nothing_after(start)
            return self._refused()
        if char == "-" and re.match(r"[^\s)\-]", self.text[start + 1 : start + 2]):
            self.at += 1
            return self._refused()
        if char == "(":
            return self._group()
        if char == '"':
            return self._leaf_phrase(self._quoted())
        number = NUMBER.match(self.text, start)
        if number:
            self.at = number.end()
            return Number(re.sub(r"^ที่\s*", "", number.group()))
        short = SHORT_YEAR.match(self.text, start)
        if short:
            self.at = short.end()
            return Or((Number(_whole_year(short)), Word(short.group())))
        name = NAME.match(self.text, start)
        if name:
            return self._field(name)
        return self._leaf_word()

    def _refused(self) -> Node | None:
        child = self.one()
        return Not(child) if child is not None else None

    def _group(self) -> Node | None:
        start = self.at
        self.at += 1
        node = self.any_of()
        self.blanks()
        if self.at >= len(self.text):
            self.fail(start, "ไม่มีวงเล็บปิด", "this parenthesis is not closed")
        self.at += 1
        return node

    def _quoted(self) -> str:
        start = self.at
        end = self.text.find('"', start + 1)
        if end < 0:
            self.fail(start, "ไม่มีเครื่องหมายคำพูดปิด", "this quote is not closed")
        self.at = end + 1
        return self.text[start + 1 : end]

    def _leaf_phrase(self, text: str) -> Node | None:
        return Phrase(text) if re.search(r"[^\W_]", text) else None

    def _leaf_word(self) -> Node | None:
        match = WORD.match(self.text, self.at)
        if match is None:  # a closing parenthesis is met by the callers; nothing else is left
            self.at += 1
            return None
        start, self.at = self.at, match.end()
        word = match.group()
        bare = word.rstrip("*")
        if not re.search(r"[^\W_]", bare):
            if word.startswith("*"):
                self.fail(start, "ต้องมีคำก่อน *", "a star needs the start of a word before it")
            return None
        return Prefix(bare) if bare != word else Word(word)

    def _field(self, match: re.Match[str]) -> Node:
        start = self.at
        name = NAMES.get(match["name"].lower())
        if name is None:
            self.fail(
                start,
                f"ไม่มีช่อง “{match['name']}” ใช้ได้: {' '.join(names[0] for names in FIELDS.values())}"
                " (หรือใส่เครื่องหมายคำพูดคร่อม)",
                f"no field “{match['name']}”; there are: {' '.join(FIELDS)} (or put quotes around it)",
            )
        self.at = match.end()
        self.blanks()
        place = self.at

        def fail(thai: str, english: str) -> NoReturn:
            self.fail(place, thai, english)

        if self.text[place : place + 1] == '"':
            quoted = self._quoted()
            if name in ("subject", "from", "to", "signer", "contact", "attachment") and re.search(
                r"[^\W_]", quoted
            ):
                return Phrase(quoted, _INDEXED.get(name, name))
            return _value(name, quoted, fail)
        shape = re.compile(VALUES[name]) if name in VALUES else WORD
        # A shape that takes in blanks may stop inside a word (ว620*); then the word decides.
        shaped, word = shape.match(self.text, place), WORD.match(self.text, place)
        ends = [found.end() for found in (shaped, word) if found]
        self.at = max(ends, default=place)
        return _value(name, self.text[place : self.at], fail)
