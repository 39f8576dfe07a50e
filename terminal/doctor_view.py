"""``doctor``: what is wrong with the archive, and what was mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parsers.errors import ExitCode
from terminal.progress import progress
from terminal.text import clean, styled
from terminal.usage import wrong

if TYPE_CHECKING:
    from pathlib import Path

    from archive.doctor import Diagnosis, Finding
    from terminal.screen import Screen

MOST_OF_A_KIND: Final = 10
"""Things listed that are wrong in the same way; the rest is counted."""
STYLES: Final = {"found": "red", "mended": "green", "unmended": "bold red"}


def run(screen: Screen, repair: bool, backup: Path | None, form: str) -> int:
    """Examine, mend if asked to, and tell; 3 when something is (still) wrong."""
    from archive import Archive

    if backup is not None and not repair:
        raise wrong("doctor.backup-alone")
    with progress(screen, screen.say("doctor.checking")) as tell:
        diagnosis = Archive.doctor(
            screen.archive_path,
            repair=repair,
            backup=backup,
            progress=lambda now: tell(screen.say("doctor.checking"), now.done, now.total, None),
        )
    if form == "json":
        screen.write(screen.as_json(diagnosis.as_json()))
    else:
        _page(screen, diagnosis)
    return ExitCode.OK if diagnosis.is_well else ExitCode.ARCHIVE


def _page(screen: Screen, diagnosis: Diagnosis) -> None:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in diagnosis.findings:
        groups.setdefault((finding.code, finding.state), []).append(finding)
    for (_, state), found in groups.items():
        _group(screen, state, found)
    names = ("originals", "parts", "letters", "references")
    figures = {name: f"{diagnosis.checked.get(name, 0):,}" for name in names}
    screen.show(screen.say("doctor.checked", **figures), _outcome(screen, diagnosis))
    if diagnosis.run is not None:
        screen.show(screen.say("doctor.recorded", run=diagnosis.run))


def _group(screen: Screen, state: str, found: list[Finding]) -> None:
    from rich.padding import Padding

    from terminal.wrapping import Text

    shown = found[:MOST_OF_A_KIND]
    for finding in shown:
        head = styled("finding", state, screen, STYLES)
        screen.show(Text.assemble(head, f"  {clean(finding.what)}"))
        screen.show(Padding(Text(clean(finding.message(screen.lang))), (0, 0, 0, 2)))
    if len(found) > len(shown):
        screen.show(Padding(Text(screen.say("doctor.more", count=len(found) - len(shown))), (0, 0, 0, 2)))
    screen.show("")


def _outcome(screen: Screen, diagnosis: Diagnosis) -> str:
    states = [finding.state for finding in diagnosis.findings]
    if not states:
        return screen.say("doctor.well")
    if diagnosis.is_well:
        return screen.say("doctor.mended", count=len(states))
    if "found" in states:
        return screen.say("doctor.found", count=len(states))
    return screen.say("doctor.unmended", mended=states.count("mended"), unmended=states.count("unmended"))
