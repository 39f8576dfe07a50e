"""The fonts that scans and digits are drawn in, and which of them a trained reader never sees.

Fonts come from packages: Debian's fonts-thai-tlwg, fonts-arundina and its handwriting fonts, and
what `python -m tools.digit_fonts FOLDER` unpacks from PyPI and npm. The folder is named by SARABAN_FONTS.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

Hand = Literal["print", "pen"]

_SYSTEM = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_ENDINGS = {".ttf", ".otf", ".woff"}

_THAI_PRINT = (
    "Garuda", "Kinnari", "Laksaman", "Loma", "Norasi", "Sawasdee", "TlwgMono", "TlwgTypewriter", "TlwgTypist",
    "TlwgTypo", "Umpush", "Waree", "ArundinaSansMono", "ArundinaSans", "ArundinaSerif",
    "Sarabun", "THSarabunNew", "THSarabun", "Kanit", "Prompt", "THBaijam",
    "THChakraPetch", "THFahkwang", "THK2DJuly8", "THKoHo", "THKodchasal", "THKrub", "THNiramitAS",
    "pridi", "trirong", "noto-sans-thai", "noto-serif-thai", "noto-sans-thai-looped", "ibm-plex-sans-thai",
    "ibm-plex-sans-thai-looped", "taviraj", "maitree", "athiti", "mitr", "anuphan",
)  # fmt: skip
_THAI_PEN = ("Purisa", "itim", "sriracha", "THMaliGrade6", "THCharmofAU", "THCharmonman", "THSrisakdi")
_ARABIC_PEN = (
    "caveat", "gochi-hand", "handlee", "kalam", "patrick-hand", "Breip", "dkg", "BecauseWeLearn",
    "BecauseWeMentor", "BecauseWeBuild", "BecauseWeConnect", "SteveHand", "Delphine", "YuseiMagic", "KleeOne",
    "setofont", "Rufscript010",
)  # fmt: skip
HELD_OUT = frozenset({
    "Norasi", "Sawasdee", "Waree", "ArundinaSans", "ArundinaSansMono", "TlwgTypo", "TlwgTypewriter", "THNiramitAS",
    "THKrub", "pridi", "sriracha", "THMaliGrade6", "patrick-hand", "KleeOne", "BecauseWeBuild",
})  # fmt: skip
"""Families that training never draws; Waree and the Arundina sans are one design, as are the two Tlwg typefaces."""

_NAMES = sorted((*_THAI_PRINT, *_THAI_PEN, *_ARABIC_PEN), key=len, reverse=True)
_SUBSET = re.compile(r"-thai-(\d+-)")
_FAMILY = re.compile(rf"^({'|'.join(re.escape(name) for name in _NAMES)})(?![a-z])")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file; ``scripts`` says which digits it can draw."""

    path: Path
    family: str
    hand: Hand
    scripts: frozenset[str]
    latin: Path | None = None
    """Where a package splits a font, the file with its Arabic digits."""

    @property
    def held_out(self) -> bool:
        return self.family in HELD_OUT

    @property
    def plain(self) -> bool:
        """Whether it is upright and of normal weight, as letters are printed."""
        return re.search(r"Bold|Italic|Oblique|Black|Thin|Light|Medium|-[12567]00-", self.path.name) is None

    @property
    def thin(self) -> bool:
        return re.search(r"Thin|ExtraLight|Light|-[12]00-", self.path.name) is not None

    @property
    def heavy(self) -> bool:
        return re.search(r"Bold|Bd|Black|-[6789]00-", self.path.name) is not None or self.family == "sriracha"

    def font(self, size: int, script: str = "thai") -> ImageFont.FreeTypeFont:
        return _load(self.path if script == "thai" or self.latin is None else self.latin, size)


@cache
def _load(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


def folders() -> list[Path]:
    """Where fonts are looked for: the system's folders, and the folder that SARABAN_FONTS names."""
    named = os.environ.get("SARABAN_FONTS")
    return [*_SYSTEM, *([Path(named)] if named else [])]


@cache
def faces() -> tuple[Face, ...]:
    """Every known face found, in an order that does not depend on the machine."""
    found: dict[str, Face] = {}
    for folder in folders():
        for path in sorted(folder.rglob("*")):
            match = _FAMILY.match(path.name)
            if match is None or path.suffix.lower() not in _ENDINGS or path.stem in found:
                continue
            face = _face(path, match.group(1))
            if face is not None and _draws(face):
                found[path.stem] = face
    return tuple(found[stem] for stem in sorted(found))


def _face(path: Path, family: str) -> Face | None:
    hand: Hand = "print" if family in _THAI_PRINT else "pen"
    if family in _ARABIC_PEN:
        return Face(path, family, hand, frozenset({"arabic"}))
    latin = path.with_name(_SUBSET.sub(r"-latin-\1", path.name)) if path.suffix == ".woff" else None
    if latin is not None and (latin == path or not latin.exists()):
        return None
    return Face(path, family, hand, frozenset({"thai", "arabic"}), latin)


def _draws(face: Face) -> bool:
    """Whether the font has the digits that it is taken for, and the separators between them."""
    for script, marks in (("thai", "๐๑๒๓๔๕๖๗๘๙ว"), ("arabic", "0123456789./-(),")):
        if script in face.scripts:
            font = face.font(20, script)
            none = bytes(font.getmask("\uffff"))
            if any(bytes(font.getmask(mark)) in (none, b"") for mark in marks):
                return False
    return True


def choose(hand: Hand, script: str, *, held_out: bool) -> tuple[Face, ...]:
    """Faces of one hand that can draw a script; where no handwriting font is installed, print, to be bent. Raises `LookupError` naming the packages when there is none."""
    some = tuple(f for f in faces() if f.hand == hand and script in f.scripts and f.held_out == held_out)
    if not some and hand == "pen":
        return choose("print", script, held_out=held_out)
    if not some:
        raise LookupError(
            f"no {hand} font for {script} digits: apt-get install fonts-thai-tlwg fonts-arundina"
        )
    return some
