"""``serve``: the web pages opened, and where they are told."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from parsers.system_reasons import reasons
from terminal.messages import pick
from terminal.usage import wrong

if TYPE_CHECKING:
    from pathlib import Path

    from terminal.screen import Screen

_EVERYWHERE = ("0.0.0.0", "::", "")
_HERE = ("localhost", "127.0.0.1", "::1")


def run(
    screen: Screen,
    *,
    host: str,
    port: int,
    names: tuple[str, ...],
    threads: int,
    auth: Path | None = None,
    auth_header: str | None = None,
    auth_from: str | None = None,
    https: bool = False,
    import_roots: tuple[Path, ...] = (),
) -> None:
    """Serve until Ctrl-C. The names that browsers may use are those given, this machine's own, and ``host``.

    Other machines are let in only where it is known who comes.
    """
    from web.serving import serve
    from web.settings import Settings

    if auth is None and not is_here(host):
        raise wrong("serve.no-auth", host=host)
    addresses = tuple(each.strip() for each in (auth_from or "").split(",") if each.strip())
    if (auth_header is not None or addresses) and not (auth and auth_header and addresses):
        raise wrong("serve.half-proxy")
    for root in import_roots:
        if not root.is_dir():
            raise wrong("serve.no-root", path=root)
    with screen.open_archive():  # what is wrong with it is told before a port is taken
        pass
    hosts = tuple(
        dict.fromkeys(
            (*_HERE, *((host,) if host not in _EVERYWHERE else ()), *(name.lower() for name in names))
        )
    )
    settings = Settings(
        archive=screen.archive_path.resolve(),
        lang=screen.lang,
        hosts=hosts,
        users=auth.resolve() if auth else None,
        proxy_header=auth_header,
        proxy_addresses=addresses,
        https=https,
        import_roots=tuple(dict.fromkeys(root.resolve() for root in import_roots)),
    )
    if settings.users is not None:
        _greet(screen, settings.users)

    def ready(address: str) -> None:
        screen.note(screen.say("serve.at", address=address))

    try:
        serve(settings, host=host, port=port, threads=threads, ready=ready)
    except OSError as fault:
        raise wrong("serve.taken", host=host, port=port, reason=pick(reasons(fault), screen.lang)) from None
    screen.note(screen.say("serve.ended"))


def is_here(host: str) -> bool:
    """Whether only this machine can reach ``host``; a name that is not known to be so is not."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0]).is_loopback
    except ValueError:
        return False


def _greet(screen: Screen, users: Path) -> None:
    from web.users import Users

    if not Users(users).all():
        raise wrong("serve.no-users", path=users)
    screen.note(screen.say("serve.rooms"))
