"""A letter that joins a large archive meets its neighbours only, however many letters there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import make_older
from sqlalchemy import create_engine, delete, select, update

from archive import Archive
from archive.catalogue import Catalogue
from archive.layout import Layout
from archive.recording import Batch, begin_run, record
from archive.records import ImportOptions
from archive.schema import candidates, letter_keys, letters, reference_keys, references
from archive.steps import KEYED, STEPS
from bench.network import Network, Node
from bench.plans import scans, sent
from bench.scale import fill, reading_of
from parsers import parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invented import Office

NETWORK = Network(220)
LARGE = (
    "letters",
    "references",
    "letter_keys",
    "reference_keys",
    "candidates",
    "copies",
    "originals",
    "files",
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """A catalogue of invented letters, filled without files."""
    catalogue = Catalogue.open(tmp_path_factory.mktemp("full") / "catalogue.sqlite", create=True)
    fill(catalogue, NETWORK, NETWORK)
    yield catalogue
    catalogue.close()


def _tables(catalogue: Catalogue) -> dict[str, list[Any]]:
    """What linking reads and writes; the words of deeds are evidence, which the invented letters lack."""
    found: dict[str, list[Any]] = {}
    with catalogue.reading() as connection:
        for table in (letters, references, letter_keys, reference_keys, candidates):
            columns = [column for column in table.columns if column is not references.c.words]
            found[table.name] = sorted(connection.execute(select(*columns)).all(), key=repr)
    return found


def _spare() -> Node:
    """A letter that is cited but not in the archive yet."""
    cited = {place for node in NETWORK for place, _ in node.cites}
    return next(node for node in NETWORK.nodes if not node.filed and node.place in cited)


def test_invented_letters_are_what_the_parser_reads(office: Office) -> None:
    for node in list(NETWORK)[:60]:
        found = [
            each.as_json("") for each in parse(read(office.put(f"{node.place}.txt", NETWORK.text(node))))
        ]
        assert [each | {"evidence": {}} for each in found] == [NETWORK.letter(node).as_json("")]


def test_a_catalogue_filled_without_files_is_that_of_an_import(
    full: Catalogue, archive: Archive, office: Office
) -> None:
    for node in NETWORK:
        office.put(f"{node.place:06d}.txt", NETWORK.text(node))
    assert archive.import_([office.folder]).letters == len(list(NETWORK))
    imported = Catalogue.open(Layout(archive.path).catalogue)
    try:
        assert _tables(imported) == _tables(full)
    finally:
        imported.close()
    with full.reading() as connection:
        states = set(connection.execute(select(references.c.state)).scalars())
    assert states == {"resolved", "ambiguous", "missing"}


def test_a_letter_more_reads_no_table_from_end_to_end(full: Catalogue) -> None:
    node = _spare()
    with full.writing() as connection:
        run = begin_run(connection, ImportOptions())
        with sent(connection) as statements:
            record(connection, Batch(read=[(*reading_of(NETWORK, node), 0.0)]), run, lambda _: None)
        told = scans(connection, statements)
        linked = (
            select(references.c.key)
            .where(references.c.target.is_not(None))
            .join(letters, references.c.target == letters.c.key)
        )
        assert connection.execute(linked.where(letters.c.number == node.number)).first()
        connection.rollback()
    assert len(statements) > 20
    assert not [scan for scan in told if scan.split(":")[0].split()[1] in LARGE]


def test_a_scan_is_seen(full: Catalogue) -> None:
    with full.reading() as connection:
        with sent(connection) as statements:
            connection.execute(select(letters.c.id).where(letters.c.subject == "x")).all()
        assert [scan.split(":")[0] for scan in scans(connection, statements)] == ["SCAN letters"]


def test_a_number_shared_by_all_provinces_does_not_bring_them_together(full: Catalogue) -> None:
    """Units and running numbers come back in every province and year; keys must not."""
    shared = (
        select(reference_keys.c.reference, letter_keys.c.letter)
        .join(letter_keys, letter_keys.c.hash == reference_keys.c.hash)
        .distinct()
    )
    with full.reading() as connection:
        pairs = len(connection.execute(shared).all())
        cited = len(connection.execute(select(references.c.key)).all())
    assert pairs < 4 * cited


def test_an_archive_with_older_keys_is_linked_anew_when_it_opens(archive: Archive, office: Office) -> None:
    archive.import_(office.chain())
    wanted = list(archive.export())
    statuses = {hit.id: hit.status for hit in archive.search("คลอง", limit=50).hits}
    archive.close()
    make_older(archive.path, STEPS[KEYED - 1][0])
    engine = create_engine(f"sqlite:///{Layout(archive.path).catalogue}")
    with engine.begin() as connection:
        connection.execute(delete(letter_keys))
        connection.execute(update(reference_keys).values(hash=reference_keys.c.hash + 1))
        connection.execute(update(references).values(state="missing", target=None))
        connection.execute(update(letters).values(status="in_force", status_by="[]"))
    engine.dispose()
    with Archive.open(archive.path) as again:
        assert list(again.export()) == wanted
        assert {hit.id: hit.status for hit in again.search("คลอง", limit=50).hits} == statuses
        assert not Layout(archive.path).pending.exists()
