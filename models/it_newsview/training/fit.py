"""The training loop: AdamW, a short warm-up, then a linear fall to nothing."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from typing import Final

import torch
from torch.nn import functional as F

from training.batches import Window, batches, tensors
from training.network import Network

BATCH: Final = 512  # pieces, padding included
WARM_UP: Final = 0.08
HEAD_RATE: Final = 10.0  # the heads start from nothing, the encoder does not

Windows = Callable[[random.Random], Iterable[Window]]
"""The windows of one pass, varied by the chance it is given."""


def fit(
    network: Network,
    windows: Windows,
    *,
    passes: int,
    rate: float,
    seed: int,
    say: Callable[[str], None] = print,
) -> None:
    """Train in place; the result depends on the seed and, a little, on the machine."""
    chance = random.Random(seed)
    rounds = [list(batches(windows(chance), BATCH, chance)) for _ in range(passes)]
    total = sum(map(len, rounds))
    optimiser = _optimiser(network, rate)
    rates = [group["lr"] for group in optimiser.param_groups]
    trained = [p for p in network.parameters() if p.requires_grad]
    network.train()
    step, begun = 0, time.monotonic()
    for number, this_round in enumerate(rounds, 1):
        lost, seen = 0.0, 0
        for some in this_round:
            part = step / total
            factor = min((step + 1) / (WARM_UP * total), (1 - part) / (1 - WARM_UP))
            for group, full in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = full * factor
            batch = tensors(some)
            with torch.autocast("cpu", torch.bfloat16):
                scores = network(batch.pieces, batch.mask, batch.chosen, batch.head)
            loss = F.cross_entropy(scores, batch.targets)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            seen += batch.pieces.numel()
            lost += float(loss.detach())
        spent = time.monotonic() - begun
        say(
            f"pass {number}/{passes}: loss {lost / len(this_round):.4f}, "
            f"{seen} pieces, {spent:.0f} s"
        )
    network.eval()


def _optimiser(network: Network, rate: float) -> torch.optim.AdamW:
    body = [p for name, p in network.named_parameters() if not name.startswith("heads.")]
    heads = list(network.heads.parameters())
    groups = [
        {"params": [p for p in body if p.ndim > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [p for p in body if p.ndim == 1], "lr": rate, "weight_decay": 0.0},
        {"params": heads, "lr": rate * HEAD_RATE, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
