"""What a search page's address asks for, and the addresses that ask for a little more or less.

The address holds the whole search, so that it can be kept, sent and gone back to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast
from urllib.parse import urlencode

from archive import Filters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.datastructures import MultiDict

    from index import Sort

PAGE = 20
"""Letters a page."""
FACETS = ("year", "kind", "from", "status", "secrecy")
DAYS = ("after", "before")
SORTS = ("relevance", "-date", "date")
FARTHEST = 100_000
"""Pages; what lies beyond was typed by hand."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``chosen`` are facets and days by name, as they stand in the address; ``sort`` none for the usual order."""

    query: str
    chosen: dict[str, str]
    sort: Sort | None
    page: int

    @property
    def order(self) -> Sort:
        """The order asked for: the newest first where no words are to be looked for."""
        return self.sort or ("relevance" if self.query.strip() else "-date")

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE

    @property
    def filters(self) -> Filters:
        """The filters as the archive takes them."""
        given = {("sender" if name == "from" else name): value for name, value in self.chosen.items()}
        return Filters(**given)

    @property
    def is_blank(self) -> bool:
        """Whether all letters are asked for."""
        return not self.query.strip() and not self.chosen

    def address(self, path: str, change: Mapping[str, str | None] | None = None, *, page: int = 1) -> str:
        """The address of this search with some of it changed; ``None`` takes out. It begins at the first page."""
        asked: dict[str, str | None] = {"q": self.query, **self.chosen, "sort": self.sort, **(change or {})}
        pairs = [(name, value) for name, value in asked.items() if value]
        if page > 1:
            pairs.append(("page", str(page)))
        return f"{path}?{urlencode(pairs)}" if pairs else path


def asked(args: MultiDict[str, str]) -> Asked:
    """What the address asks for; what makes no sense in it is passed over."""
    chosen = {name: value.strip() for name in (*FACETS, *DAYS) if (value := args.get(name, "")).strip()}
    sort = args.get("sort")
    page = args.get("page", "1")
    return Asked(
        query=args.get("q", ""),
        chosen=chosen,
        sort=cast("Literal['relevance', 'date', '-date']", sort) if sort in SORTS else None,
        page=min(max(1, int(page)), FARTHEST) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
    )
