"""Character error rate of a text against its source."""

from __future__ import annotations


def distance(one: str, other: str) -> int:
    """Edit distance, by Myers' bit vectors: one step for each character of ``other``."""
    if not one:
        return len(other)
    places: dict[str, int] = {}
    for index, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << index
    last = 1 << len(one) - 1
    mask = (1 << len(one)) - 1
    plus, minus, score = mask, 0, len(one)
    for char in other:
        match = places.get(char, 0)
        zero = (((match & plus) + plus) ^ plus) | match | minus
        up = minus | ~(zero | plus) & mask
        down = plus & zero
        score += bool(up & last) - bool(down & last)
        up = (up << 1 | 1) & mask
        down = down << 1 & mask
        plus = down | ~(zero | up) & mask
        minus = up & zero
    return score


def error_rate(read: str, source: str) -> float:
    """Errors a character of the source, white space folded to single blanks."""
    folded = " ".join(source.split())
    return distance(folded, " ".join(read.split())) / len(folded)
