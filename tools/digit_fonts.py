"""Brings together, in one folder, the fonts that are not Debian packages: from PyPI wheels and npm packages.

    apt-get install fonts-thai-tlwg fonts-arundina fonts-dkg-handwriting fonts-breip fonts-bwht \\
        fonts-rufscript fonts-klee fonts-seto fonts-yusei-magic fonts-sjfonts
    python -m tools.digit_fonts FOLDER

The packages are only unpacked, never installed. Needed to train and to measure, not to read.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

WHEELS = (
    "fontpkg-sarabun==1.0",
    "fontpkg-kanit==2.0",
    "fontpkg-prompt==1.1",
    "odoo-addon-l10n-th-base-utils==19.0.2.0.0",
)
"""The last holds the thirteen national fonts of Thailand, TH Sarabun New among them."""
NPM = (
    "@fontsource/athiti@5.2.8",
    *(
        f"@fontsource/{name}@5.3.0"
        for name in (
            "itim",
            "sriracha",
            "pridi",
            "trirong",
            "caveat",
            "patrick-hand",
            "gochi-hand",
            "kalam",
            "handlee",
            "noto-sans-thai",
            "noto-serif-thai",
            "noto-sans-thai-looped",
            "ibm-plex-sans-thai",
            "ibm-plex-sans-thai-looped",
            "taviraj",
            "maitree",
            "mitr",
            "anuphan",
        )
    ),
)
_WOFF = re.compile(r"files/[a-z-]+-(thai|latin)-(\d+)-normal\.woff$")
_HEAVY = {"500", "600", "800", "900"}


def gather(folder: Path) -> int:
    """Downloads the packages and unpacks their fonts; gives how many font files the folder has."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", place, *WHEELS]
        subprocess.run(pip, check=True)
        subprocess.run(["npm", "pack", "--silent", *NPM], cwd=place, check=True)
        for wheel in sorted(Path(place).glob("*.whl")):
            with zipfile.ZipFile(wheel) as packed:
                for name in packed.namelist():
                    if name.endswith(".ttf"):
                        (folder / Path(name).name).write_bytes(packed.read(name))
        for archive in sorted(Path(place).glob("*.tgz")):
            with tarfile.open(archive) as packed:
                for member in packed.getmembers():
                    match = _WOFF.search(member.name)
                    file = packed.extractfile(member)
                    if match is not None and file is not None and match.group(2) not in _HEAVY:
                        (folder / Path(member.name).name).write_bytes(file.read())
    return len(list(folder.iterdir()))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    wish = parser.parse_args()
    print(f"{gather(wish.folder)} font files in {wish.folder}")


if __name__ == "__main__":
    main()
