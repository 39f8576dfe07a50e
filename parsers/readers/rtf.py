"""Rich Text Format: the text with its tables, in the encodings that fonts and code pages name.

Read by its own few rules (groups, control words, ``\\'xx`` and ``\\uN``): striprtf knows neither headers, footnotes
and text boxes nor page breaks and sets cells with ``|``. Limits: ``limits.MAX_MARKUP_BYTES`` a file, pictures
included, and groups 1,000 deep. A file whose last group is not closed is cut off, and refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from parsers.document import Document
from parsers.readers import faults, limits
from parsers.readers.paragraphs import Sheet, is_page_number
from parsers.readers.plain import clean, pages_from_text
from parsers.readers.text_encoding import undo_mojibake
from parsers.readers.word_styles import VISIBLE_INDENT

if TYPE_CHECKING:
    from pathlib import Path

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]+)"
)
_DEEPEST: Final = 1000
_SKIPPED = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "fldinst",
    "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "themedata",
    "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "filetbl", "template",
    "bkmkstart", "bkmkend", "nonshppict", "sp", "atnid", "atnauthor", "annotation", "atrfstart",
    "atrfend", "atndate", "atnref", "mmathPr", "wgrffmtfilter", "pgptbl", "tc", "xe", "rxe", "txe",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pnseclvl", "fname",
    "passwordhash", "protusertbl", "userprops", "docvar",
))  # fmt: skip
_SHEETS = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
    "footnote": "note", "shptxt": "box", "dptxbxtext": "box",
}  # fmt: skip
_STARRED = frozenset(("shpinst", "shptxt", "shpgrp", "dptxbxtext", "do", "fldrslt", "field"))
"""Groups that older programs skip, and which hold text all the same."""
_CHARACTERS = {
    "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and gives back at its end."""

    skipped: bool = False
    font: int | None = None
    blanks: int = 1
    """How many characters after ``\\uN`` stand in for it."""
    hidden: bool = False
    in_table: bool = False
    left: int = 0
    indent: int = 0
    """Indents of the paragraph and of its first line, in twips."""
    centred: bool = False
    label: bool = False
    opened: str | None = None
    """The sheet that this group opened."""
    fonts: bool = False


def read(path: Path) -> Document:
    """Read an RTF file: headers, body, footers, footnotes."""
    limits.check_size(path, limits.MAX_MARKUP_BYTES, "RTF")
    text, encoding = text_of(path.read_bytes())
    pages = pages_from_text(text)
    if not pages:
        raise faults.empty_file()
    return Document(name=path.name, format="rtf", pages=pages, encoding=encoding)


def text_of(data: bytes) -> tuple[str, str]:
    """The text of an RTF file, ``\\f`` between pages, and its code page."""
    reader = _Reader()
    reader.run(data)
    return clean(undo_mojibake(reader.text())[0]), reader.code_page


@dataclass(slots=True)
class _Reader:
    code_page: str = "cp1252"
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    defined: int = 0
    """The font whose charset is being told."""
    bytes_: bytearray = field(default_factory=bytearray)
    surrogate: int = 0
    to_skip: int = 0
    starred: bool = False
    body: Sheet = field(default_factory=Sheet)
    sheets: list[tuple[str, Sheet]] = field(default_factory=list)
    kept: dict[str, list[list[str]]] = field(default_factory=dict)

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1][1] if self.sheets else self.body

    def run(self, data: bytes) -> None:
        at, size = 0, len(data)
        ended = False
        while at < size and not ended:
            token = _TOKEN.match(data, at)
            if token is None:  # a lone backslash at the end
                break
            at = token.end()
            if token["word"]:
                number = int(token["number"]) if token["number"] else None
                if token["word"] == b"bin":
                    at += max(0, number or 0)
                else:
                    self._word(token["word"].decode("ascii"), number)
            elif token["brace"] == b"{":
                self._open()
            elif token["brace"]:
                ended = self._close()
            elif token["hex"]:
                self._bytes(bytes.fromhex(token["hex"].decode("ascii")))
            elif token["sign"]:
                self._sign(token["sign"])
            elif token["text"]:
                self._bytes(token["text"])
        if not ended:
            raise faults.damaged("RTF")

    def text(self) -> str:
        """All that was read, in the order of the paper."""
        self.body.finish()
        parts: list[str] = []
        for lines in self.kept.get("header", []):
            if not is_page_number(lines) and lines != parts[-len(lines) :]:
                parts += lines
        parts += self.body.lines
        for kind in ("footer", "note"):
            for lines in self.kept.get(kind, []):
                if not is_page_number(lines):
                    parts += [line.lstrip("\t ") if kind == "note" else line for line in lines]
        return re.sub("\n?\f\n?", "\f", "\n".join(parts))

    # Groups

    def _open(self) -> None:
        self._flush()
        if len(self.stack) >= _DEEPEST:
            raise faults.too_large("RTF", f"{_DEEPEST:,} groups deep")
        self.stack.append(self.state)
        self.state = replace(self.state, opened=None)
        self.to_skip, self.starred = 0, False

    def _close(self) -> bool:
        self._flush()
        if not self.stack:
            raise faults.damaged("RTF")
        if self.state.opened:
            kind, sheet = self.sheets.pop()
            sheet.finish()
            if kind == "box":
                self.sheet.stand_beside(sheet.lines)
            else:
                self.kept.setdefault(kind, []).append(sheet.lines)
        self.state = self.stack.pop()
        self.to_skip, self.starred = 0, False
        return not self.stack

    def _destination(self, word: str) -> bool:
        starred, self.starred = self.starred, False
        if self.state.skipped:
            return word not in ("fcharset", "f")
        if word in _SHEETS:
            kind = _SHEETS[word]
            self.sheets.append((kind, Sheet()))
            self.state = replace(
                self.state, opened=kind, in_table=False, left=0, indent=0, centred=False, hidden=False
            )
            return True
        if word == "fonttbl":
            self.state = replace(self.state, skipped=True, fonts=True)
            return True
        if word in _SKIPPED or (starred and word not in _STARRED):
            self.state = replace(self.state, skipped=True)
            return True
        if word in ("listtext", "pntext"):
            self.state = replace(self.state, label=True)
            return True
        return False

    # Control words

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._flush()
        if self.to_skip:
            self.to_skip -= 1
            return
        if self._destination(word):
            return
        on = number != 0
        match word:
            case "f":
                if self.state.fonts:
                    self.defined = number or 0
                self.state = replace(self.state, font=number)
            case "fcharset" if self.state.fonts:
                if number in _CHARSETS:
                    self.fonts[self.defined] = _CHARSETS[number]
            case "ansicpg":
                self.code_page = _code_page(number) or self.code_page
            case "mac":
                self.code_page = "mac_roman"
            case "uc":
                self.state = replace(self.state, blanks=max(0, min(number or 0, 10)))
            case "plain":
                self.state = replace(self.state, font=None, hidden=False)
            case "v" | "deleted":
                self.state = replace(self.state, hidden=on)
            case "pard":
                self.state = replace(self.state, in_table=False, left=0, indent=0, centred=False)
            case "intbl":
                self.state = replace(self.state, in_table=on)
            case "itap":
                self.state = replace(self.state, in_table=bool(number))
            case "qc" | "qr":
                self.state = replace(self.state, centred=True)
            case "ql" | "qj" | "qd" | "qt":
                self.state = replace(self.state, centred=False)
            case "li" | "lin":
                self.state = replace(self.state, left=number or 0)
            case "fi":
                self.state = replace(self.state, indent=number or 0)
            case _ if not self.state.skipped:
                self._layout(word)

    def _layout(self, word: str) -> None:
        sheet = self.sheet
        match word:
            case "par" | "sect":
                self._end_paragraph()
                if word == "sect":
                    sheet.break_page()
            case "page" | "pagebb":
                sheet.break_page()
            case "line":
                sheet.add("\n")
            case "cell" | "nestcell":
                sheet.end_cell()
            case "row" | "nestrow":
                sheet.end_row()
            case "sbknone":
                sheet.unbreak_page()
            case _ if word in _CHARACTERS:
                self._add(_CHARACTERS[word])

    def _end_paragraph(self) -> None:
        state = self.state
        stands_in = state.centred or state.left + state.indent >= VISIBLE_INDENT
        self.sheet.end_paragraph(in_table=state.in_table, stands_in=stands_in)

    def _sign(self, sign: bytes) -> None:
        self._flush()
        if sign == b"*":
            self.starred = True
        elif self.to_skip:
            self.to_skip -= 1
        elif sign in b"{}\\":
            self._bytes(sign)
        elif sign == b"~":
            self._add(" ")
        elif sign == b"_":
            self._add("-")
        elif sign in b"\r\n" and not self.state.skipped:
            self._end_paragraph()

    # Characters

    def _bytes(self, data: bytes) -> None:
        if self.to_skip:
            taken = min(self.to_skip, len(data))
            self.to_skip -= taken
            data = data[taken:]
        if not self.state.skipped:
            self.bytes_ += data

    def _flush(self) -> None:
        if self.bytes_:
            codec = (
                self.fonts.get(self.state.font or 0, self.code_page) if self.state.font is not None else None
            )
            text = bytes(self.bytes_).decode(codec or self.code_page, "replace")
            self.bytes_.clear()
            self._add(text)

    def _unicode(self, number: int) -> None:
        self._flush()
        self.to_skip = self.state.blanks
        code = number & 0xFFFF if number < 0 else number
        if 0xD800 <= code < 0xDC00:
            self.surrogate = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self.surrogate - 0xD800) << 10) + (code - 0xDC00) if self.surrogate else 0xFFFD
        self.surrogate = 0
        if not self.state.skipped and code < 0x110000:
            self._add(chr(code))

    def _add(self, text: str) -> None:
        if self.state.skipped or self.state.hidden:
            return
        if self.state.label:
            text = text.replace("\t", " ")
            text = text if self.sheet.is_begun else text.lstrip(" ")
        self.sheet.add(text)


def _code_page(number: int | None) -> str | None:
    name = {65001: "utf-8", 10000: "mac_roman"}.get(number or 0, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return None
    return name
