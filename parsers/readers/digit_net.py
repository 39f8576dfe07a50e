"""The small network that names one segment of ink; trained by `python -m tools.train_digits`, run by numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from parsers.readers.ink import HEIGHT, resized

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parsers.readers.ink import LineFrame, Segment

THAI = "๐๑๒๓๔๕๖๗๘๙"
ARABIC = "0123456789"
SEPARATORS = "./-ว(),"
OTHER = "?"
"""Stands for a character that is neither digit nor separator."""
CLASSES = (*THAI, *ARABIC, *SEPARATORS, OTHER, "")
"""What a segment may be; the last, an empty string, is no character: a part of one, or two at once."""
JUNK = len(CLASSES) - 1
SIDE = 24
"""The side in pixels of the square that the network sees."""
MEASURES = 6
"""How many numbers about size and place go with the picture."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """For n segments: ``names`` (n, classes) log-probabilities, ``pen`` (n) how likely each is handwritten."""

    names: NDArray[np.float32]
    pen: NDArray[np.float32]


def pictures(found: list[Segment], frame: LineFrame) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What the network sees of each segment: (n, SIDE, SIDE) ink and (n, MEASURES) size and place on the line."""
    images = np.zeros((len(found), SIDE, SIDE), np.float32)
    measures = np.zeros((len(found), MEASURES), np.float32)
    room = SIDE - 2
    for place, segment in enumerate(found):
        height, width = segment.ink.shape
        scale = room / max(height, width)
        high, wide = max(1, round(height * scale)), max(1, round(width * scale))
        top, left = (SIDE - high) // 2, (SIDE - wide) // 2
        images[place, top : top + high, left : left + wide] = resized(segment.ink, high, wide)
        measures[place] = (
            height / HEIGHT,
            width / HEIGHT,
            (frame.bottom - segment.box[3]) / HEIGHT,
            (frame.bottom - segment.box[1]) / HEIGHT,
            float(segment.ink.mean()),
            segment.last - segment.first,
        )
    return images, np.clip(measures, -2, 4)


def judge(images: NDArray[np.float32], measures: NDArray[np.float32]) -> Opinion:
    """What the network takes each picture for."""
    net = weights()
    x = images[:, :, :, None]
    for layer in ("1", "2"):
        x = _pooled(_convolved(x, net["conv" + layer], net["bias" + layer]))
    x = _convolved(x, net["conv3"], net["bias3"])
    flat = np.concatenate([x.reshape(len(x), -1), measures], axis=1)
    hidden = np.maximum(flat @ net["hidden"] + net["hidden_bias"], 0)
    out = hidden @ net["out"] + net["out_bias"]
    names = out[:, : len(CLASSES)] / net["temperature"]
    names = names - names.max(axis=1, keepdims=True)
    names = names - np.log(np.exp(names).sum(axis=1, keepdims=True))
    return Opinion(names, 1 / (1 + np.exp(-out[:, len(CLASSES)])))


@cache
def weights() -> dict[str, NDArray[np.float32]]:
    """The trained weights that are shipped with the program."""
    with files("parsers.readers").joinpath("digits.npz").open("rb") as file, np.load(file) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _convolved(
    x: NDArray[np.float32], kernel: NDArray[np.float32], bias: NDArray[np.float32]
) -> NDArray[np.float32]:
    """A 3 by 3 convolution with zero borders, then max(0, …); ``x`` is (n, h, w, channels)."""
    count, high, wide, deep = x.shape
    padded = np.zeros((count, high + 2, wide + 2, deep), np.float32)
    padded[:, 1:-1, 1:-1] = x
    columns = np.concatenate(
        [padded[:, row : row + high, left : left + wide] for row in range(3) for left in range(3)], axis=3
    )
    out: NDArray[np.float32] = np.maximum(columns.reshape(-1, 9 * deep) @ kernel + bias, 0)
    return out.reshape(count, high, wide, -1)


def _pooled(x: NDArray[np.float32]) -> NDArray[np.float32]:
    count, high, wide, deep = x.shape
    out: NDArray[np.float32] = x.reshape(count, high // 2, 2, wide // 2, 2, deep).max(axis=(2, 4))
    return out
