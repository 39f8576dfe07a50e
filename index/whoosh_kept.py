"""What searches worked out of one committed state of the index, kept for the next ones.

The arrays used last stay, up to so many bytes. All threads of a process that read the same state share them: a web
server opens the index once a thread, and would else keep and make everything as many times.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from numpy.typing import NDArray

    from index.whoosh_facts import Facts

MOST_BYTES: Final = 64 * 2**20
_BESIDE: Final = 500
"""Bytes that an entry takes beside its array."""

_GUARD: Final = Lock()
_OPEN: Final[WeakValueDictionary[Hashable, Kept]] = WeakValueDictionary()


class Kept:
    """Arrays by what they are of, the facts of all letters, the words of their texts, and what was suggested by what
    was typed."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.facts: Facts | None = None
        self.words: tuple[str, ...] | None = None
        self.suggestions: dict[str, list[str]] = {}
        self._most = most
        self._size = 0
        self._lock = Lock()
        self._arrays: OrderedDict[Hashable, tuple[NDArray[Any], ...]] = OrderedDict()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._arrays

    def get(self, key: Hashable, make: Callable[[], tuple[NDArray[Any], ...]]) -> tuple[NDArray[Any], ...]:
        """The arrays called ``key``, made now if they are not kept."""
        with self._lock:
            found = self._arrays.get(key)
            if found is not None:
                self._arrays.move_to_end(key)
                return found
        made = make()  # two threads may make the same at once: rather that than wait for each other
        self.put(key, made)
        return made

    def put(self, key: Hashable, arrays: tuple[NDArray[Any], ...]) -> None:
        """Keep ``arrays`` by the name ``key``, in place of what has it. They cannot be changed from now on."""
        for array in arrays:
            array.flags.writeable = False
        with self._lock:
            self._size -= _size(self._arrays.pop(key, ()))
            if _size(arrays) <= self._most:
                self._arrays[key] = arrays
                self._size += _size(arrays)
            while self._size > self._most:
                _, oldest = self._arrays.popitem(last=False)
                self._size -= _size(oldest)


def kept_of(state: Hashable) -> Kept:
    """What is kept of ``state``, by whoever in this process reads it; forgotten with the last of them."""
    with _GUARD:
        kept = _OPEN.get(state)
        if kept is None:
            kept = _OPEN[state] = Kept()
        return kept


def _size(arrays: tuple[NDArray[Any], ...]) -> int:
    return sum(array.nbytes + _BESIDE for array in arrays)
