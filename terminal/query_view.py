"""A query in words: what was understood, for those who found nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.query import Among, And, Days, Every, Node, Not, Nothing, Number, Or, Phone, Phrase, Prefix, Value
from terminal.text import clean, label, shown_date, shown_year

if TYPE_CHECKING:
    from terminal.screen import Screen

_TEXTS = {Phrase: "query.phrase", Prefix: "query.prefix", Number: "query.number"}


def in_words(node: Node, screen: Screen) -> str:
    """``node`` as a person would say it."""
    say = screen.say
    if isinstance(node, And | Or):
        joint = say("query.and" if isinstance(node, And) else "query.or")
        inner = [_bracketed(child, screen) for child in node.children if not isinstance(child, Every)]
        return joint.join(inner) or say("query.all")
    if isinstance(node, Not):
        return say("query.not", one=_bracketed(node.child, screen))
    if isinstance(node, Every):
        return say("query.all")
    if isinstance(node, Nothing):
        return say("query.nothing")
    if isinstance(node, Days):
        return _days(node, screen)
    if isinstance(node, Phone):
        return say("query.phone", text=node.digits)
    if isinstance(node, Value | Among):
        value = (
            shown_year(node.value, screen) if node.field == "year" else label(node.field, node.value, screen)
        )
        return f"{label('field', node.field, screen)} {value}"
    one = say(_TEXTS.get(type(node), "query.word"), text=clean(node.text))
    return say("query.in", one=one, field=label("field", node.field, screen)) if node.field else one


def _bracketed(node: Node, screen: Screen) -> str:
    words = in_words(node, screen)
    return f"({words})" if isinstance(node, And | Or) and len(node.children) > 1 else words


def _days(node: Days, screen: Screen) -> str:
    first, last = (
        shown_date(f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}", screen)
        if 0 < day < 99999999
        else ""
        for day in (node.first, node.last)
    )
    if not first:
        return screen.say("query.days-to", last=last)
    if not last:
        return screen.say("query.days-from", first=first)
    return (
        screen.say("query.days", first=first, last=last)
        if first != last
        else f"{screen.say('field.date')} {first}"
    )
