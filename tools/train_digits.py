"""Trains the digit reader's network and writes parsers/readers/digits.npz.

    python -m tools.digit_fonts FONTS && SARABAN_FONTS=FONTS python -m tools.train_digits [--words 80000]

Needs torch (`pip install torch==2.13.0`); the program itself runs the weights with numpy. The seeds are fixed: the
same fonts and the same torch give the same weights but for rounding. docs/digits.md has the recipe and figures.
"""

from __future__ import annotations

import argparse
import multiprocessing
from pathlib import Path

import numpy as np
import torch
from torch import nn

from parsers.readers import digit_net, digits
from parsers.readers.digit_net import CLASSES, JUNK, MEASURES, OTHER, SIDE
from tools import digit_samples

_ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = _ROOT / "parsers/readers/digits.npz"
SEED = 2526
_WIDTHS = (16, 32, 48)
_HIDDEN = 128
_BATCH = 256
_CHUNK = 1000
_PRECISION = (0.996, 0.995)
"""The least part of sure readings that must be right in the calibrating words: print, pen."""
_PRINT_TOLD = 0.97
"""The part of printed words that must not be taken for handwriting."""


class Net(nn.Module):
    """Three convolutions and two layers; the sizes are those that `digit_net.judge` finds in the weights."""

    def __init__(self) -> None:
        super().__init__()
        one, two, three = _WIDTHS
        self.conv1 = nn.Conv2d(1, one, 3, padding=1)
        self.conv2 = nn.Conv2d(one, two, 3, padding=1)
        self.conv3 = nn.Conv2d(two, three, 3, padding=1)
        self.hidden = nn.Linear(three * (SIDE // 4) ** 2 + MEASURES, _HIDDEN)
        self.out = nn.Linear(_HIDDEN, len(CLASSES) + 1)
        self.drop = nn.Dropout(0.15)

    def forward(self, images: torch.Tensor, measures: torch.Tensor) -> torch.Tensor:
        x = torch.max_pool2d(torch.relu(self.conv1(images)), 2)
        x = torch.max_pool2d(torch.relu(self.conv2(x)), 2)
        x = torch.relu(self.conv3(x))
        x = x.permute(0, 2, 3, 1).flatten(1)
        x = torch.relu(self.hidden(torch.cat([self.drop(x), measures], dim=1)))
        return self.out(self.drop(x))


def _make(seed: int) -> digit_samples.Samples:
    return digit_samples.make(seed, _CHUNK)


def samples(words: int, jobs: int) -> digit_samples.Samples:
    """The segments of so many words, in chunks of fixed seeds."""
    with multiprocessing.Pool(jobs) as pool:
        parts = list(pool.imap(_make, range(SEED, SEED + words // _CHUNK)))
    return digit_samples.joined(parts)


def train(some: digit_samples.Samples, rounds: int) -> Net:
    """The network after so many rounds through the samples."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    net = Net().to(memory_format=torch.channels_last)
    images = torch.from_numpy(some.images)
    measures = torch.from_numpy(some.measures)
    names = torch.from_numpy(some.names.astype(np.int64))
    pen = torch.from_numpy(some.pen.astype(np.float32))
    steps = rounds * (len(names) // _BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps + 1)
    name_loss, pen_loss = nn.CrossEntropyLoss(), nn.BCEWithLogitsLoss(reduction="none")
    for turn in range(rounds):
        order = torch.randperm(len(names))
        total = 0.0
        for start in range(0, len(order) - _BATCH + 1, _BATCH):
            batch = order[start : start + _BATCH]
            pictures, sizes = _varied(images[batch].float().div(255)[:, None], measures[batch])
            out = net(pictures, sizes)
            is_mark = (names[batch] != JUNK).float()
            loss = name_loss(out[:, : len(CLASSES)], names[batch])
            loss = loss + 0.15 * (pen_loss(out[:, len(CLASSES)], pen[batch]) * is_mark).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"round {turn + 1}: loss {total / (len(order) // _BATCH):.4f}", flush=True)
    return net.eval()


def _varied(images: torch.Tensor, measures: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The pictures turned, leant, stretched, moved and inked a little otherwise: fewer families of fonts than shapes."""
    count = len(images)
    turn, lean = torch.randn(count) * 0.05, torch.randn(count) * 0.06
    wide, high = 1 / torch.empty(2, count).uniform_(0.88, 1.06)
    zero = torch.empty(count).uniform_(-0.06, 0.06)
    way = torch.stack(
        [
            torch.stack([wide * torch.cos(turn), lean - torch.sin(turn), zero], 1),
            torch.stack(
                [torch.sin(turn), high * torch.cos(turn), torch.empty(count).uniform_(-0.06, 0.06)], 1
            ),
        ],
        1,
    )
    grid = nn.functional.affine_grid(way, list(images.shape), align_corners=False)
    moved = nn.functional.grid_sample(images, grid, align_corners=False)
    inked = moved.clamp(0, 1) ** torch.empty(count, 1, 1, 1).uniform_(0.7, 1.4)
    return inked, measures + torch.randn_like(measures) * 0.015


def stored(net: Net) -> dict[str, np.ndarray]:
    """The weights in the order in which `digit_net` multiplies them, in half precision."""
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    kept = {}
    for layer in "123":
        kernel = state[f"conv{layer}.weight"].transpose(2, 3, 1, 0)
        kept["conv" + layer] = kernel.reshape(-1, kernel.shape[-1])
        kept["bias" + layer] = state[f"conv{layer}.bias"]
    kept["hidden"], kept["hidden_bias"] = state["hidden.weight"].T, state["hidden.bias"]
    kept["out"], kept["out_bias"] = state["out.weight"].T, state["out.bias"].copy()
    kept["out_bias"][JUNK] += np.log(1 / digit_samples.KEPT)
    return {name: value.astype(np.float16) for name, value in kept.items()}


def calibrate(weights: dict[str, np.ndarray], words: int) -> dict[str, np.ndarray]:
    """The temperature, the confidence's weights and the limits of `sure`, from words drawn in the trained fonts."""
    weights |= {"temperature": np.float32([1]), "calibration": np.zeros(6, np.float32), "sure": np.ones(2)}
    _save(weights)
    chance = np.random.default_rng(SEED + 900_000)
    drawn = [digit_samples.some_word(chance) for _ in range(words)]
    frames = [digit_samples.frame_of(word, chance) for word in drawn]
    weights["temperature"] = np.float32([_temperature(drawn, frames)])
    _save(weights)
    weights["out_bias"][len(CLASSES)] -= _pen_limit(drawn, frames)
    _save(weights)
    seen, right, pen = [], [], []

    def witness(score: float, worst: float, share: float, length: int, by_pen: float) -> np.ndarray:
        row = evidence(score, worst, share, length, by_pen)
        rows.append(row)
        return row

    evidence, rows = digits.evidence, []
    digits.evidence = witness
    for word, frame in zip(drawn, frames, strict=True):
        rows.clear()
        reading = digits.read_digits(word.grey, frame)
        if reading is not None and OTHER not in reading.text:
            seen.append(rows[-1])
            right.append(reading.text == word.text)
            pen.append(reading.pen >= 0.5)
    digits.evidence = evidence
    x, y, by_pen = np.array(seen), np.array(right, float), np.array(pen)
    weights["calibration"] = _logistic(x, y).astype(np.float32)
    chances = 1 / (1 + np.exp(-x @ weights["calibration"]))
    weights["sure"] = np.float32(
        [_limit(chances[by_pen == kind], y[by_pen == kind], _PRECISION[kind]) for kind in (0, 1)]
    )
    print(
        f"{len(y)} words, {y.mean():.4f} right; sure from {weights['sure']}; temperature {weights['temperature']}"
    )
    return weights


def _pen_limit(drawn: list, frames: list) -> np.float16:
    """The log-odds of being handwritten that nearly all print stays below."""
    found = []
    for word, frame in zip(drawn, frames, strict=True):
        reading = None if word.pen else digits.read_digits(word.grey, frame)
        if reading is not None and OTHER not in reading.text:
            found.append(np.log(max(reading.pen, 1e-4) / max(1 - reading.pen, 1e-4)))
    return np.float16(np.percentile(found, 100 * _PRINT_TOLD))


def _temperature(drawn: list, frames: list) -> float:
    made = [digit_samples.label_word(word, frame) for word, frame in zip(drawn, frames, strict=True)]
    some = digit_samples.joined([one for one in made if one is not None])
    parts = range(0, len(some.names), _CHUNK)  # all at once would take many times the memory of training
    names = np.concatenate(
        [
            digit_net.judge(
                some.images[n : n + _CHUNK].astype(np.float32) / 255, some.measures[n : n + _CHUNK]
            ).names
            for n in parts
        ]
    )
    losses = {}
    for temperature in np.arange(0.8, 2.4, 0.1):
        cooled = names / temperature
        cooled = cooled - np.log(np.exp(cooled).sum(axis=1, keepdims=True))
        losses[float(temperature)] = -float(cooled[np.arange(len(cooled)), some.names].mean())
    print(f"segments right: {(names.argmax(axis=1) == some.names).mean():.4f}")
    return min(losses, key=lambda one: losses[one])


def _logistic(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    weights = np.zeros(x.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - chance) - 1e-2 * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + 1e-2 * np.eye(x.shape[1])
        weights += np.linalg.solve(curve, slope)
    return weights


def _limit(chances: np.ndarray, right: np.ndarray, precision: float) -> float:
    """The lowest confidence from which on the readings are right often enough."""
    order = np.argsort(-chances)
    good = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(good >= precision)
    return float(chances[order[enough[-1]]]) if len(enough) else 1.0


def _save(weights: dict[str, np.ndarray]) -> None:
    np.savez_compressed(WEIGHTS, **weights)
    digit_net.weights.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=80_000)
    parser.add_argument("--rounds", type=int, default=14)
    parser.add_argument("--calibrate-on", type=int, default=5000)
    parser.add_argument("--jobs", type=int, default=2)
    wish = parser.parse_args()
    some = samples(wish.words, wish.jobs)
    print(f"{len(some.names)} segments, {int((some.names != JUNK).sum())} characters", flush=True)
    _save(calibrate(stored(train(some, wish.rounds)), wish.calibrate_on))
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
