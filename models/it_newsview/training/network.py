"""The network in PyTorch, for training only: the base model's bottom layers and tag heads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.base import Base

EPSILON = 1e-12


def _drop(x: Tensor, rate: float, training: bool) -> Tensor:
    """Dropout with one random byte an element, which is cheap on a processor without a GPU."""
    limit = int(rate * 256)
    if not training or limit == 0:
        return x
    words = torch.randint(-(2**63), 2**63 - 1, (x.numel() // 8 + 1,), dtype=torch.int64)
    kept = words.view(torch.uint8)[: x.numel()].view(x.shape) >= limit
    return x * (kept.to(x.dtype) * (256 / (256 - limit)))


class Layer(nn.Module):
    """Self-attention and feed-forward, each with a residual and a norm after it."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.attention_in = nn.Linear(width, 3 * width)
        self.attention_out = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, EPSILON)
        self.feed_in = nn.Linear(width, inner)
        self.feed_out = nn.Linear(inner, width)
        self.feed_norm = nn.LayerNorm(width, EPSILON)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        shape = (batch, length, 3, self.heads, width // self.heads)
        query, key, value = self.attention_in(x).view(shape).permute(2, 0, 3, 1, 4)
        weights = (query * (width // self.heads) ** -0.5) @ key.transpose(-1, -2)
        if mask is not None:
            weights = weights.masked_fill(~mask, -1e4)
        mixed = (torch.softmax(weights, -1) @ value).transpose(1, 2).reshape(x.shape)
        x = self.attention_norm(x + _drop(self.attention_out(mixed), self.dropout, self.training))
        fed = self.feed_out(F.gelu(self.feed_in(x)))
        normed: Tensor = self.feed_norm(x + _drop(fed, self.dropout, self.training))
        return normed


class Network(nn.Module):
    """Piece numbers → tag scores of chosen pieces, by one of several heads."""

    def __init__(
        self,
        base: Base,
        kept: Sequence[int],
        layers: int,
        heads: dict[str, int],
        dropout: float = 0.1,
    ) -> None:
        """``kept``: the base's pieces in the order of our own numbering.

        Words and positions keep the base's values, so that its stored 4-bit blocks can be shipped.
        """
        super().__init__()
        width = base.width
        self.dropout = dropout
        table = base.tensor("emb.word", -1, width)[np.asarray(kept)]
        places = base.positions()
        self.register_buffer("words", torch.from_numpy(table), persistent=False)
        self.register_buffer("positions", torch.from_numpy(places), persistent=False)
        self.norm = nn.LayerNorm(width, EPSILON)
        self.layers = nn.ModuleList(
            Layer(width, base.heads, base.inner, dropout) for _ in range(layers)
        )
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in heads.items()})
        for head in self.heads.values():
            nn.init.normal_(head.weight, 0, 0.02)
            nn.init.zeros_(head.bias)
        self._start_from(base)

    def _start_from(self, base: Base) -> None:
        def take(target: nn.Linear | nn.LayerNorm, *names: str) -> None:
            shape = target.weight.shape
            rows = (shape[0] // len(names), *shape[1:])
            weights = [torch.from_numpy(base.tensor(f"{n}.w", *rows)) for n in names]
            biases = [torch.from_numpy(base.tensor(f"{n}.b", rows[0])) for n in names]
            with torch.no_grad():
                target.weight.copy_(torch.cat(weights))
                target.bias.copy_(torch.cat(biases))

        take(self.norm, "emb.ln")
        for number, layer in enumerate(self.layers):
            at = f"l{number}."
            take(layer.attention_in, at + "q", at + "k", at + "v")
            take(layer.attention_out, at + "ao")
            take(layer.attention_norm, at + "aln")
            take(layer.feed_in, at + "fi")
            take(layer.feed_out, at + "fo")
            take(layer.feed_norm, at + "oln")

    def forward(self, pieces: Tensor, mask: Tensor | None, chosen: Tensor, head: str) -> Tensor:
        """``chosen``: places in the flattened batch.  Gives scores, not normalised."""
        x = self.words[pieces] + self.positions[: pieces.shape[1]]
        x = _drop(self.norm(x), self.dropout, self.training)
        wide = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, wide)
        x = _drop(x.flatten(0, 1)[chosen], self.dropout, self.training)
        scores: Tensor = self.heads[head](x)
        return scores.float()
