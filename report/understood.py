"""A query in words: what was understood, for those who found nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query import Among, And, Days, Every, Node, Not, Nothing, Number, Or, Phone, Phrase, Prefix, Value
from report.escaping import clean
from report.labels import label, shown_date, shown_year

if TYPE_CHECKING:
    from report.labels import Language

WORDS: dict[str, tuple[str, str]] = {
    "all": ("ทุกฉบับ", "all letters"),
    "nothing": ("ไม่มีคำให้ค้น", "no words to look for"),
    "and": (" และ ", " and "),
    "or": (" หรือ ", " or "),
    "not": ("ไม่มี {one}", "not {one}"),
    "word": ("คำ “{text}”", "the word “{text}”"),
    "phrase": ("วลี “{text}”", "the phrase “{text}”"),
    "prefix": ("คำที่ขึ้นต้นด้วย “{text}”", "words starting with “{text}”"),
    "number": ("เลขที่ “{text}”", "the number “{text}”"),
    "phone": ("โทรศัพท์ {text}", "the telephone {text}"),
    "days": ("วันที่ {first} ถึง {last}", "dates {first} to {last}"),
    "days-from": ("ตั้งแต่วันที่ {first}", "dates from {first}"),
    "days-to": ("ถึงวันที่ {last}", "dates up to {last}"),
    "in": ("{one} ใน{field}", "{one} in {field}"),
}
_TEXTS = {Phrase: "phrase", Prefix: "prefix", Number: "number"}


def in_words(node: Node, language: Language) -> str:
    """``node`` as a person would say it."""
    if isinstance(node, And | Or):
        joint = _say("and" if isinstance(node, And) else "or", language)
        inner = [_bracketed(child, language) for child in node.children if not isinstance(child, Every)]
        return joint.join(inner) or _say("all", language)
    if isinstance(node, Not):
        return _say("not", language, one=_bracketed(node.child, language))
    if isinstance(node, Every):
        return _say("all", language)
    if isinstance(node, Nothing):
        return _say("nothing", language)
    if isinstance(node, Days):
        return _days(node, language)
    if isinstance(node, Phone):
        return _say("phone", language, text=node.digits)
    if isinstance(node, Value | Among):
        year = node.field == "year"
        value = shown_year(node.value, language) if year else label(node.field, node.value, language)
        return f"{label('field', node.field, language)} {clean(value)}"
    one = _say(_TEXTS.get(type(node), "word"), language, text=clean(node.text))
    return _say("in", language, one=one, field=label("field", node.field, language)) if node.field else one


def _say(key: str, language: Language, **values: object) -> str:
    return WORDS[key][language == "en"].format(**values)


def _bracketed(node: Node, language: Language) -> str:
    words = in_words(node, language)
    return f"({words})" if isinstance(node, And | Or) and len(node.children) > 1 else words


def _days(node: Days, language: Language) -> str:
    first, last = (
        shown_date(f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}", language)
        if 0 < day < 99999999
        else ""
        for day in (node.first, node.last)
    )
    if not first:
        return _say("days-to", language, last=last)
    if not last:
        return _say("days-from", language, first=first)
    if first == last:
        return f"{label('field', 'date', language)} {first}"
    return _say("days", language, first=first, last=last)
