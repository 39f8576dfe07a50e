"""The file of users: who they are, what they may do, and how their passwords are known without being kept.

The file is JSON, readable by its owner alone. Whoever changes it by ``saraban users`` changes it for a running server
too: it is read anew whenever it has changed.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, cast

from archive.lock import writer_lock
from parsers.errors import SarabanError, UsageError
from web.roles import CLEARANCES, NAMES, Role, rights_of, role_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from argon2 import PasswordHasher

    from archive.rights import Rights

FORMAT: Final = 1
SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 256
"""Characters: what is longer is not hashed, so that nobody keeps the server busy with books."""
LONGEST_NAME: Final = 64
_HASHING: Final = threading.BoundedSemaphore(2)
"""Each hash takes 64 MB and a core for a moment; more at once would be a way to stop the server."""


@dataclass(frozen=True, slots=True)
class User:
    """One line of the file. ``password`` is an argon2id hash, none for those whom only a proxy names; ``clearance`` is
    one of CLEARANCES where it is not what the role says."""

    name: str
    role: Role
    password: str | None = None
    clearance: str | None = None

    @property
    def rights(self) -> Rights:
        return rights_of(self.role, self.clearance)

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"role": self.role}
        if self.password is not None:
            told["password"] = self.password
        if self.clearance is not None:
            told["secrecy"] = self.clearance
        return told


def folded(name: str) -> str:
    """A name as names are compared: no case, one form of every character, no blanks around."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


class Users:
    """The users in file ``path``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._users: dict[str, User] = {}

    @property
    def path(self) -> Path:
        return self._path

    # Asking

    def all(self) -> list[User]:
        """All users by name. Raises UsageError ``users-file`` where the file cannot be understood."""
        return sorted(self._read().values(), key=lambda user: folded(user.name))

    def find(self, name: str) -> User | None:
        """The user called ``name``, in any case."""
        return self._read().get(folded(name))

    def check(self, name: str, password: str) -> User | None:
        """The user called ``name``, if that is the password. Takes as long for a name that is not there."""
        user = self.find(name)
        known = user.password if user is not None and user.password is not None else _nobody()
        with _HASHING:
            right = len(password) <= LONGEST_PASSWORD and _verify(known, password)
        return user if right and user is not None and user.password is not None else None

    # Changing

    def add(self, name: str, role: str, password: str | None, *, clearance: str | None = None) -> User:
        """A new user; without a password one whom only a proxy names. Raises UsageError ``user-name``,
        ``user-exists``, ``user-role``, ``user-secrecy``, ``user-password``."""
        user = User(_name(name), _role(role), _hash(password), _clearance(clearance))

        def put(users: dict[str, User]) -> User:
            if folded(name) in users:
                raise _wrong("user-exists", "มีผู้ใช้ชื่อ “{}” อยู่แล้ว", "there is a user “{}” already", name)
            users[folded(name)] = user
            return user

        return self._change(put)

    def remove(self, name: str) -> User:
        """Take a user out; sessions end at once. Raises UsageError ``no-user``."""
        return self._change(lambda users: users.pop(folded(_there(users, name).name)))

    def change(
        self,
        name: str,
        *,
        role: str | None = None,
        password: str | None = None,
        clearance: str | None = None,
    ) -> User:
        """Another role, password or clearance (``role``: what the role says). Raises what ``add`` does, and
        ``no-user``."""

        def put(users: dict[str, User]) -> User:
            user = _there(users, name)
            if role is not None:
                user = replace(user, role=_role(role))
            if password is not None:
                user = replace(user, password=_hash(password))
            if clearance is not None:
                user = replace(user, clearance=None if clearance == "role" else _clearance(clearance))
            users[folded(name)] = user
            return user

        return self._change(put)

    # The file

    def _read(self) -> Mapping[str, User]:
        with self._lock:
            stamp = self._stamp_now()
            if stamp is None or stamp != self._stamp:
                self._users, self._stamp = self._load(), stamp
            return self._users

    def _stamp_now(self) -> tuple[int, int, int] | None:
        try:
            facts = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise _unreadable(self._path, fault.strerror or "unreadable") from None
        return facts.st_mtime_ns, facts.st_size, facts.st_ino

    def _load(self) -> dict[str, User]:
        try:
            told = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as fault:
            raise _unreadable(self._path, str(fault)) from None
        if (
            not isinstance(told, dict)
            or told.get("format") != FORMAT
            or not isinstance(told.get("users"), dict)
        ):
            raise _unreadable(self._path, "no list of users")
        return {folded(name): self._user(name, facts) for name, facts in told["users"].items()}

    def _user(self, name: str, facts: Any) -> User:
        role = role_of(facts.get("role")) if isinstance(facts, dict) else None
        clearance = facts.get("secrecy") if isinstance(facts, dict) else None
        if role is None or clearance not in (None, *CLEARANCES):
            raise _unreadable(self._path, f"user {name}")
        return User(name, role, facts.get("password"), clearance)

    def _change(self, change: Callable[[dict[str, User]], User]) -> User:
        with writer_lock(self._path.with_name(self._path.name + ".lock")):
            users = self._load()
            changed = change(users)
            told = {user.name: user.as_json() for _, user in sorted(users.items())}
            self._write(json.dumps({"format": FORMAT, "users": told}, ensure_ascii=False, indent=1) + "\n")
        return changed

    def _write(self, text: str) -> None:
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            with suppress(FileNotFoundError):
                fresh.unlink()
            with open(
                os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
            ) as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(fresh, self._path)
        except OSError as fault:
            raise _unreadable(self._path, fault.strerror or "unwritable") from None


# What is typed


def _name(name: str) -> str:
    if not name or len(name) > LONGEST_NAME or name != name.strip() or not name.isprintable() or ":" in name:
        raise _wrong(
            "user-name",
            "ชื่อผู้ใช้ “{}” ใช้ไม่ได้ ใช้ตัวอักษรที่พิมพ์ได้ไม่เกิน 64 ตัว ไม่มีวรรคหัวท้ายและ :",
            "“{}” cannot be a user's name: up to 64 printable characters, no blanks around, no colon",
            name,
        )
    return name


def _role(role: str) -> Role:
    found = role_of(role)
    if found is None:
        words = " ".join(NAMES)
        raise _wrong("user-role", "ไม่มีบทบาท “{}” มี: {}", "no role “{}”; there are: {}", role, words)
    return found


def _clearance(clearance: str | None) -> str | None:
    if clearance is not None and clearance not in CLEARANCES:
        words = " ".join(CLEARANCES)
        raise _wrong(
            "user-secrecy", "ไม่มีชั้นความลับ “{}” มี: {}", "no level “{}”; there are: {}", clearance, words
        )
    return clearance


def _there(users: Mapping[str, User], name: str) -> User:
    user = users.get(folded(name))
    if user is None:
        raise _wrong(
            "no-user", "ไม่มีผู้ใช้ชื่อ “{}” ดูด้วย saraban users list", "no user “{}”; see saraban users list", name
        )
    return user


def _wrong(code: str, thai: str, english: str, *values: str) -> UsageError:
    return UsageError(code, thai=thai.format(*values), english=english.format(*values))


def _unreadable(path: Path, reason: str) -> SarabanError:
    return UsageError(
        "users-file",
        thai=f"อ่านหรือเขียนแฟ้มผู้ใช้ {path} ไม่ได้ ({reason}) ให้ตรวจสิทธิ หรือสร้างใหม่ด้วย saraban users add",
        english=f"the users' file {path} cannot be read or written ({reason});"
        " see to its permissions, or make a new one with saraban users add",
    )


# Passwords


def _hash(password: str | None) -> str | None:
    if password is None:
        return None
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise _wrong(
            "user-password",
            "รหัสผ่านต้องยาว {} ถึง {} ตัวอักษร",
            "a password has {} to {} characters",
            str(SHORTEST_PASSWORD),
            str(LONGEST_PASSWORD),
        )
    return _hasher().hash(unicodedata.normalize("NFC", password))


def _hasher() -> PasswordHasher:
    """Argon2id as RFC 9106 has it for machines with little memory: 64 MB, three passes, four lanes."""
    from argon2 import PasswordHasher

    return PasswordHasher()


def _verify(known: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(known, unicodedata.normalize("NFC", password))
    except (VerificationError, InvalidHashError):
        return False


_NOBODY: list[str] = []


def _nobody() -> str:
    """The hash of a password that nobody has, to be compared with where there is no user."""
    if not _NOBODY:
        _NOBODY.append(cast("str", _hash(secrets.token_urlsafe(24))))
    return _NOBODY[0]
