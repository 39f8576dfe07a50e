"""What an archive answers to those who have opened it.

Each question is asked of what their rights let them see (``archive.scope``). Most imports stand inside the methods, for
searching an archive whose index is in step needs neither the catalogue nor SQLAlchemy.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from archive.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from archive.auditing import Audit
    from archive.opened import Opened
    from archive.records import (
        Failure,
        Filters,
        LetterRecord,
        LetterSummary,
        LinkStatistics,
        Looser,
        Manifest,
        MissingLetter,
        Original,
        Picture,
        PicturedFile,
        ReviewItem,
        ReviewQueue,
        Run,
        Statistics,
    )
    from archive.rights import Rights
    from archive.standing import Standing
    from archive.tracing import Direction, Trace, TraceLetter, TraceLink
    from index import Results, Sort

ALL: Final = 1 << 30


class Answering:
    """The half of ``Archive`` that reads. What ``rights`` forbid raises NotAllowed ``not-allowed``."""

    def __init__(self, opened: Opened, rights: Rights) -> None:
        self.rights = rights
        self._opened = opened
        self._scope = Scope(opened, rights)

    def search(
        self,
        query: str,
        *,
        filters: Filters | None = None,
        sort: Sort = "relevance",
        limit: int = 20,
        offset: int = 0,
    ) -> Results:
        """Letters that answer ``query``. Raises UsageError with the place of a fault in it.

        With ``filters.as_of`` statuses are those of that day, and later letters are left out.
        """
        return self._scope.searched(lambda: self._search(query, filters, sort, limit, offset))

    def _search(self, query: str, filters: Filters | None, sort: Sort, limit: int, offset: int) -> Results:
        from index import parse_query

        given = asdict(filters) if filters else {}
        day = given.pop("as_of", None)
        if filters is None or day is None:
            found = parse_query(query, **given)
            return self._scope.ask(lambda engine: engine.search(found, sort=sort, limit=limit, offset=offset))
        from archive.days import day_typed
        from archive.searching import search_as_of

        on = str(day_typed(day))
        with self._scope.reading() as connection:
            return self._scope.ask(
                lambda engine: search_as_of(
                    connection, engine, query, filters, on, sort=sort, limit=limit, offset=offset
                )
            )

    def warm(self) -> None:
        """Do now what the first search and the first picture would wait for: dictionary, index, workers.

        Raises what ``search`` does.
        """
        from archive.page_views import warm

        self.search("หนังสือ", limit=1)
        warm()

    def looser(self, query: str, filters: Filters | None = None) -> list[Looser]:
        """Searches that ask for less than one that found nothing, and find something. Raises what ``search`` does."""
        from archive.loosening import proposals
        from archive.records import Filters

        def search(words: str, narrowed: Filters) -> Results:
            return self.search(words, filters=narrowed, limit=0)

        return proposals(search, query, filters or Filters())

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Numbers, subjects and agencies that begin with ``prefix``."""
        return self._scope.searched(lambda: self._scope.ask(lambda engine: engine.suggest(prefix, limit)))

    def letter(self, name: str) -> LetterRecord:
        """The letter called ``name``: a number in any spelling, with a date or year if need be, or an id.

        Raises NotFound ``not-found`` or ``only-cited``, or AmbiguousName with the candidates.
        """
        from archive.chains import find_held
        from archive.shelf import records

        with self._scope.reading() as connection:
            return self._scope.covered(next(records(connection, [find_held(connection, name)])))

    def pictured(self, name: str) -> PicturedFile | None:
        """The file of the letter called ``name`` that has pages to look at, none where all are text. Raises what
        ``letter`` does."""
        from archive.chains import find_held
        from archive.page_views import PageViews

        with self._scope.reading() as connection:
            found = PageViews(self._opened.layout, connection).file_of(find_held(connection, name))
            return found if found and self._scope.may_show(connection, found.sha256) else None

    def picture(self, name: str, sha256: str, page: int, width: int) -> Picture:
        """A page of a file of the letter called ``name`` as a picture about ``width`` pixels wide; drawn once.

        Raises what ``letter`` does, NotFound ``no-copy`` or ``no-page``, UnreadableFile ``not-drawn``.
        """
        from archive.chains import find_held
        from archive.page_views import PageViews

        with self._scope.reading() as connection:
            id_ = find_held(connection, name)
            self._scope.must_show(connection, sha256)
            return PageViews(self._opened.layout, connection).picture(id_, sha256, page, width)

    def original(self, name: str, sha256: str) -> Original:
        """A file of the letter called ``name`` as it came. Raises what ``letter`` does, NotFound ``no-copy``,
        ArchiveError ``original-gone``."""
        from archive.chains import find_held
        from archive.page_views import PageViews

        with self._scope.reading() as connection:
            found = PageViews(self._opened.layout, connection).original(find_held(connection, name), sha256)
            self._scope.must_show(connection, sha256)
            return found

    def standing(self, name: str, *, as_of: str | None = None) -> Standing:
        """Whether the letter called ``name`` holds, by whose words, and what became of those; on day ``as_of``
        (as typed), or by all that is known. Raises what ``letter`` does, and UsageError ``bad-day``."""
        from archive.chains import find_held
        from archive.days import day_typed
        from archive.standing import standing_of

        day = day_typed(as_of)
        with self._scope.reading() as connection:
            return standing_of(connection, find_held(connection, name), day)

    def trace(
        self,
        name: str,
        *,
        direction: Direction = "both",
        depth: int | None = None,
        to: str | None = None,
        relations: Collection[str] = (),
        as_of: str | None = None,
    ) -> Trace:
        """The chain of a letter: what it cites, what cites it, or both, ``depth`` steps far.

        ``name`` is as for ``letter``; the ids and numbers of letters that are only cited are names too. With
        ``to``, the ways that lead from the one letter to the other. ``relations`` are the only ones followed
        (none: all); ``as_of`` (as typed) shows the chain as it stood on that day.
        """
        from archive import chains
        from archive.days import day_typed

        day = day_typed(as_of)
        with self._scope.reading() as connection:
            root = chains.find_root(connection, name)
            wanted = chains.Wanted(direction, depth, frozenset(relations), day)
            if to is None:
                return chains.trace(connection, root, wanted)
            return chains.ways(connection, root, chains.find_root(connection, to), wanted)

    def near_chain(
        self,
        name: str,
        *,
        most: int,
        direction: Direction = "both",
        relations: Collection[str] = (),
        as_of: str | None = None,
    ) -> Trace:
        """The chain of a letter as far as ``most`` letters go, the nearest of them at least; its ``depth`` is none
        where that is the whole chain. Takes and raises what ``trace`` does."""
        from archive.chains import Wanted, find_root
        from archive.days import day_typed
        from archive.near_chain import near

        wanted = Wanted(direction, None, frozenset(relations), day_typed(as_of))
        with self._scope.reading() as connection:
            return near(connection, find_root(connection, name), wanted, most)

    def audit(self, name: str, *, as_of: str | None = None, depth: int | None = None) -> Audit:
        """All that an auditor asks of the letter called ``name``: one state of the catalogue, and the originals on
        the disk compared with their hashes.

        ``as_of`` is a day as people type it (none: by all that is known); ``depth`` is as for ``trace``. Raises what
        ``letter`` does, and UsageError ``bad-day``.
        """
        from archive.auditing import audit
        from archive.chains import find_held
        from archive.days import day_typed
        from archive.originals import Originals

        on = day_typed(as_of)
        with self._scope.reading() as connection:
            found = audit(
                connection,
                Originals(self._opened.layout.originals),
                str(self._opened.layout.root.resolve()),
                find_held(connection, name),
                as_of=on,
                depth=depth,
            )
        return replace(found, letter=self._scope.covered(found.letter))

    def missing(self) -> list[MissingLetter]:
        """Letters that are cited but in no file, most cited first."""
        from archive.chains import missing

        with self._scope.reading() as connection:
            return missing(connection)

    def review(self, limit: int | None = None) -> list[ReviewItem]:
        """What deserves a person's eye, most doubtful first: at most ``limit`` items."""
        from archive.crops import Crops
        from archive.review import review

        self.rights.must("books")
        with self._scope.reading() as connection:
            items = review(connection, limit)
        return Crops(self._opened.layout).with_crops(items) if self.rights.personal else items

    def review_queue(self) -> ReviewQueue:
        """What ``review`` lists, to be gone through one by one."""
        self.rights.must("books")
        return self._scope.queue()

    def export(self, query: str | None = None) -> Iterator[dict[str, Any]]:
        """The export objects (a contract) of all letters, or of those that answer ``query``, by id."""
        from archive.exporting import export_rows

        self.rights.must("export")
        return map(self._scope.covered_row, export_rows(self._scope.catalogue(), self._found(query)))

    def graph(self, query: str | None = None) -> Iterator[TraceLetter | TraceLink]:
        """All letters and links, or the letters that answer ``query`` and what they cite: letters first."""
        from archive.graphing import graph_of

        self.rights.must("export")
        return graph_of(self._scope.catalogue(), self._found(query))

    def link_stats(self) -> LinkStatistics:
        """The links of the archive in figures: chains, cycles, what is most cited, what cannot be right."""
        from archive.link_statistics import link_statistics

        with self._scope.reading() as connection:
            return link_statistics(connection)

    def stats(self) -> Statistics:
        """The archive in figures."""
        from archive.statistics import statistics

        with self._scope.reading() as connection:
            return statistics(connection, self._scope.layout(), self._opened.engine_name)

    def run(self, number: int) -> Manifest:
        """Run ``number`` with every file that it met. Raises NotFound ``no-run``."""
        from archive.manifests import manifest

        self.rights.must("books")
        with self._scope.reading() as connection:
            return manifest(connection, number)

    def runs(self, limit: int | None = None) -> list[Run]:
        """The last runs (imports and repairs), latest first; all of them without a limit."""
        from archive.manifests import recent_runs

        self.rights.must("books")
        with self._scope.reading() as connection:
            return recent_runs(connection, limit)

    def brought(self, number: int, limit: int) -> list[LetterSummary]:
        """Letters in the files that run ``number`` imported, by date, at most ``limit``."""
        from archive.manifests import brought

        self.rights.must("books")
        with self._scope.reading() as connection:
            return brought(connection, number, limit)

    def failures(self) -> list[Failure]:
        """Files that were met and are not in the archive, and why."""
        from archive.statistics import failures

        self.rights.must("books")
        with self._scope.reading() as connection:
            return failures(connection)

    def _found(self, query: str | None) -> list[str] | None:
        """The ids of the letters that answer ``query``; none for all letters."""
        return None if query is None else [hit.id for hit in self.search(query, limit=ALL).hits]
