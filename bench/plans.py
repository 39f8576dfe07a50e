"""Which statements a piece of work sends to the catalogue, and which of them read a whole table."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

Sent = list[tuple[str, Any]]
"""Statements with their parameters, one set of them for each."""


@contextmanager
def sent(connection: Connection) -> Iterator[Sent]:
    """Collects what goes to the database through ``connection``."""
    told: Sent = []

    def note(_: Any, __: Any, statement: str, parameters: Any, ___: Any, many: bool) -> None:
        told.append((statement, parameters[0] if many else parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(connection, "before_cursor_execute", note)


def scans(connection: Connection, statements: Sent) -> list[str]:
    """The steps of SQLite's plans that go through a whole table or index, each with its statement."""
    found: dict[str, None] = {}
    for statement, parameters in statements:
        if statement.split(None, 1)[0].upper() not in ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH"):
            continue
        for *_, step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
            if step.startswith("SCAN") and not step.startswith(("SCAN CONSTANT", "SCAN (")):
                found[f"{step}: {' '.join(statement.split())[:160]}"] = None
    return list(found)
