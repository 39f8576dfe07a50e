"""What the administrator chose when the pages were started."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from report.labels import Language

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """``hosts`` are the names under which browsers may ask, without a port; ``import_roots`` the folders that may be
    named for an import; ``users`` the file of users and their roles (none: whoever reaches the page may do all);
    ``proxy_header`` the header that names the user, believed from ``proxy_addresses`` only; ``https`` says that browsers
    come by https, so that cookies are never sent otherwise; ``upload_limit`` the bytes that one request may bring."""

    archive: Path
    lang: Language = "th"
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    import_roots: tuple[Path, ...] = ()
    users: Path | None = None
    proxy_header: str | None = None
    proxy_addresses: tuple[str, ...] = ()
    https: bool = False
    upload_limit: int = 512 * MB
