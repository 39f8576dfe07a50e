"""``serve``: the web pages opened, and where they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terminal.usage import wrong

if TYPE_CHECKING:
    from terminal.screen import Screen

_EVERYWHERE = ("0.0.0.0", "::", "")
_HERE = ("localhost", "127.0.0.1", "::1")


def run(screen: Screen, *, host: str, port: int, names: tuple[str, ...], threads: int) -> None:
    """Serve until Ctrl-C. The names that browsers may use are those given, this machine's own, and ``host``."""
    from web.serving import serve
    from web.settings import Settings

    with screen.open_archive():  # what is wrong with it is told before a port is taken
        pass
    hosts = tuple(
        dict.fromkeys(
            (*_HERE, *((host,) if host not in _EVERYWHERE else ()), *(name.lower() for name in names))
        )
    )
    settings = Settings(archive=screen.archive_path.resolve(), lang=screen.lang, hosts=hosts)

    def ready(address: str) -> None:
        screen.note(screen.say("serve.at", address=address))
        if host not in _HERE:
            screen.note(screen.say("serve.open", host=host))

    try:
        serve(settings, host=host, port=port, threads=threads, ready=ready)
    except OSError as fault:
        raise wrong("serve.taken", host=host, port=port, reason=fault.strerror or fault) from None
    screen.note(screen.say("serve.ended"))
