"""Every regular expression of the readers and the parser, and texts that make careless ones slow."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import parsers

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH = 3000
"""Characters: a pattern whose time grows with the square stays below a second, one with the cube needs minutes."""

BITS = (
    " ", "\t", "\n", " \n", ".", "-", "(", ")", "/", "0", "๐", "ก", "า", "a", "A", "_", "<", "@", ",", ":",
    "ที่ ", "1 ", "ก ", "ก.", "1.", "- ", "/ ", "ว ", "1/", "a.", "a@", "( ", "1-", "หนังสือ", "ลงวันที่ ", "พ.ศ. ",
    "เรื่อง ", "และ ", "ก.ก.", "0 2000 ", "ม.ค. ", "น.ส.", "ด่วน", "ขอ", "โทร ", "\u0e48", "\u0e4d\u0e32", "\u0e31 ",
)  # fmt: skip


def texts() -> Iterator[str]:
    """One bit again and again, alone and between words."""
    for bit in BITS:
        run = bit * (LENGTH // len(bit))
        yield run
        yield f"ที่ มท 0816.3/ว 1750 {run} ลงวันที่ 16 มิถุนายน 2563 เรื่อง x"


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """All patterns of text that modules keep, by name."""
    for module in pkgutil.walk_packages(parsers.__path__, "parsers."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(_patterns_in(value)):
                if isinstance(pattern.pattern, str):
                    yield f"{module.name}.{name}{f'[{number}]' if number else ''}", pattern


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _patterns_in(each)
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from _patterns_in(each)
