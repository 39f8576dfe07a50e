"""The server: waitress over the application, until it is stopped."""

from __future__ import annotations

import logging
import socket
import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from archive import Archive
from parsers.errors import SarabanError
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.settings import Settings


SWITCH_SECONDS: Final = 0.001
"""How long a thread may hold the interpreter while others wait. A search lets go of it some hundred times, and would
each time wait this long to have it back from every busy thread before it."""


def _warm(settings: Settings) -> None:
    """The first visitor waits for nothing that could be done before; what is wrong is told to whoever asks."""
    with suppress(SarabanError, OSError), Archive.open(settings.archive) as archive:
        archive.warm()


def serve(settings: Settings, *, host: str, port: int, threads: int, ready: Callable[[str], None]) -> None:
    """Answer on ``host`` and ``port`` (0: a free one) until Ctrl-C; ``ready`` is told the address.

    Raises ArchiveError as ``create_app`` does, OSError if the port is taken.
    """
    from waitress.server import create_server

    app = create_app(settings)
    sys.setswitchinterval(SWITCH_SECONDS)
    # That a request waits for its turn is no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    Thread(target=_warm, args=[settings], daemon=True).start()
    # A port that is taken is found before waitress makes anything that it would leave open.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server: Any = create_server(
        app,
        sockets=[socket.create_server((host, port), family=family)],
        threads=threads,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )
    shown = f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{server.effective_port}/")
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
