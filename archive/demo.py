"""The sample archive that ships with the program, and where its demonstration lives."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from pathlib import Path


def sample_folder() -> Path:
    """The folder of sample files: invented letters in text, Word and PDF."""
    return Path(str(files("archive").joinpath("sample")))


def demo_archive() -> Path:
    """Where ``saraban demo`` keeps its archive: ``SARABAN_DEMO``, or the user's cache folder."""
    if named := os.environ.get("SARABAN_DEMO"):
        return Path(named)
    return _cache() / "saraban" / "demo"


def _cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
