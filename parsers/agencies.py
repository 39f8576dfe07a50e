"""Agency codes (ภาคผนวก 1 and 2 of the regulation of 2526) and the names behind them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_UNIT = re.compile(r"[ก-ฮ]{2} \d\d")


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    table = files("parsers").joinpath("data/agency_codes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return tuple((row[0], row[1], row[2]) for row in rows)


@cache
def codes() -> frozenset[str]:
    """Every two-letter code known, old ones included."""
    return frozenset(code for code, _, _ in _rows() if len(code) == 2)


@cache
def units() -> frozenset[str]:
    """Codes with the first two digits of a department's number: ``ศธ 04``. Few departments are known so."""
    return frozenset(code for code, _, kind in _rows() if kind == "unit_prefix" and _UNIT.fullmatch(code))


def is_usual_unit(code: str, digits: str) -> bool:
    """Whether offices of an agency are numbered so, as nearly all are: by four digits, schools (ศธ 04…) and local bodies
    (5…–8…) by five; those of a province by 00…, of a district by …18. Universities (อว) number as they like
    (แนวทาง in the regulation's annexes 1 and 2, and the collected numbers)."""
    if code == "อว":
        return True
    if len(digits) == 5:
        return digits[0] in "5678" or (code == "ศธ" and digits.startswith("04"))
    return len(digits) == 4 and (
        code not in _province_codes() or digits.startswith("00") or digits.endswith("18")
    )


@cache
def _province_codes() -> frozenset[str]:
    return frozenset(code for code, _, kind in _rows() if kind == "province")


@cache
def provinces() -> frozenset[str]:
    """The names of the provinces without จังหวัด."""
    names = {name.removeprefix("จังหวัด") for _, name, kind in _rows() if kind == "province"}
    return frozenset(names | {"กรุงเทพมหานคร"})


def named(code: str) -> tuple[str, ...]:
    """The agencies that ``code`` stands for or once stood for; empty for a code that is not known."""
    return tuple(dict.fromkeys(name for known, name, _ in _rows() if known == code))


@cache
def names() -> frozenset[str]:
    """Agencies by their full names: of the regulation's annexes, the departments of the ministries (Act on the
    Organization of Ministries, Sub-Ministries and Departments, B.E. 2545, as amended) and the state's universities."""
    known = {
        name
        for _, name, kind in _rows()
        if kind in ("ministry", "independent", "province") and "(" not in name
    }
    table = files("parsers").joinpath("data/agency_names.txt").read_text(encoding="utf-8")
    known |= set(table.split("\n")) - {""}
    known |= {f"สำนักงานปลัด{name}" for name in known if name.startswith("กระทรวง")}
    return frozenset(known)


_HEADS = (
    ("นายกเทศมนตรี", "เทศบาล"),
    ("นายกองค์การ", "องค์การ"),
    ("นายอำเภอ", "อำเภอ"),
)


def is_another_agency(one: str | None, other: str | None) -> bool:
    """Whether two names certainly mean two agencies. A name that lies within the other is that of the whole or of
    a part, and one that is abbreviated (กพ.ทร.) may be any."""
    first, second = _bare_name(one), _bare_name(other)
    if not first or not second or "." in first + second:
        return False
    return first not in second and second not in first


def _bare_name(name: str | None) -> str:
    bare = "".join((name or "").split())
    for head, agency in _HEADS:
        if bare.startswith(head):
            return agency + bare.removeprefix(head)
    return bare
