"""Other programs that read damaged .doc files, where the machine has them: catdoc, then LibreOffice."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

TIMEOUT = 60.0
"""Seconds for one program."""
_MOST = 20 << 20
_JUNK = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_MAX_JUNK = 0.02


def text_by_program(path: Path) -> str | None:
    """The text of a .doc file as the first program reads it that can; None if there is none or all fail."""
    catdoc = shutil.which("catdoc")
    text = _run([catdoc, "-d", "utf-8", "-w", str(path)]) if catdoc else None
    if _is_text(text):
        return text
    office = shutil.which("soffice") or shutil.which("libreoffice")
    text = _by_office(office, path) if office else None
    return text if _is_text(text) else None


def _is_text(text: str | None) -> bool:
    """Whether a program made anything of the file: some print what they do not understand."""
    if text is None or not text.strip():
        return False
    return len(_JUNK.findall(text)) <= _MAX_JUNK * len(text)


def _by_office(office: str, path: Path) -> str | None:
    with tempfile.TemporaryDirectory(prefix="saraban-doc-") as folder:
        source = Path(folder, "letter.doc")  # originals have no ending, and the program goes by it
        shutil.copyfile(path, source)
        profile = Path(folder, "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += [
            "--infilter=MS Word 97",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            folder,
            str(source),
        ]
        if _run(command) is None:
            return None
        with suppress(OSError):
            return Path(folder, "letter.txt").read_text(encoding="utf-8-sig", errors="replace")
    return None


def _run(command: list[str]) -> str | None:
    """What a program prints; None if it fails or takes too long. Its children end with it."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None
    if sys.platform == "linux":
        import resource

        # It leads a group of its own: should this process be killed, nobody else ends it.
        with suppress(OSError):
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (int(TIMEOUT), int(TIMEOUT)))
    with process:
        try:
            out, _ = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            if hasattr(os, "killpg"):
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            return None
        return out[:_MOST].decode("utf-8", "replace") if process.returncode == 0 else None
