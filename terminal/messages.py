"""How the terminal finds its words: the language chosen, and a phrase or a help line in it."""

from __future__ import annotations

from report.labels import LANGUAGES, Language
from terminal.help_lines import HELP
from terminal.words import WORDS

__all__ = ["HELP", "LANGUAGES", "WORDS", "Language", "choose_language", "help_line", "pick", "say"]


def pick(words: tuple[str, str], language: Language) -> str:
    """The Thai or the English of a pair."""
    return words[1] if language == "en" else words[0]


def say(key: str, language: Language, **values: object) -> str:
    """The words under ``key``, with ``values`` filled in."""
    return pick(WORDS[key], language).format(**values)


def help_line(command: str, parameter: str | None, language: Language) -> str:
    """The help of a command, or of one of its parameters."""
    if parameter is None:
        return pick(HELP[command], language)
    return pick(HELP.get(f"{command}.{parameter}") or HELP[f"*.{parameter}"], language)


def choose_language(args: list[str], environment: dict[str, str]) -> Language:
    """Thai, unless ``--lang``, ``SARABAN_LANG`` or an English locale say otherwise; the first that speaks wins.

    The arguments are looked at here as plain words because help and faults of usage need the language before
    the command line is understood.
    """
    wanted = None
    for word, following in zip(args, [*args[1:], ""], strict=False):
        if word == "--":
            break
        if word == "--lang":
            wanted = following
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    for candidate in (wanted, environment.get("SARABAN_LANG")):
        if candidate in LANGUAGES:
            return candidate
    return "en" if locale.startswith("en") else "th"
