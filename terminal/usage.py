"""Faults of what was typed, raised by the faces themselves."""

from __future__ import annotations

import click

from parsers.errors import UsageError
from terminal.messages import say


class Usage(click.UsageError):
    """A fault of usage whose words are ours already."""


def wrong(key: str, **values: object) -> UsageError:
    """The fault told by the words under ``key``: what was typed cannot be done, and what to type."""
    thai, english = (say(key, language, **values) for language in ("th", "en"))
    return UsageError(key, thai=thai, english=english)
