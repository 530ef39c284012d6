"""The parser while it is trained; `it_newsview.parser` is the same in numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from it_newsview.layers import EPSILON

WIDTH: Final = 256
ARC: Final = 192
LABEL: Final = 96
CONVOLUTIONS: Final = 2

_OF_STATES: Final = 0.15  # dropout of the encoder's states
_OF_MIXING: Final = 0.2
_OF_TAGS: Final = 0.2
_OF_ARCS: Final = 0.33

Labels = Callable[[Tensor], Tensor]
"""The heads of all words (0 is the root) → scores of labels, batch × words × labels."""


class Mixing(nn.Module):
    """A convolution over a word and its two neighbours, beside what it adds to."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.kernel = nn.Linear(3 * WIDTH, WIDTH)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``mask`` is True at words; beside them are zeros."""
        padded = F.pad(self.norm(x) * mask[..., None], (0, 0, 1, 1))
        wide = torch.cat([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], dim=2)
        mixed: Tensor = F.gelu(self.kernel(wide), approximate="tanh")
        return x + F.dropout(mixed, _OF_MIXING, self.training)


class Network(nn.Module):
    """Dozat and Manning 2017, arXiv:1611.01734, on the states of an encoder that stays as it is."""

    def __init__(self, inputs: int, labels: int, tags: int) -> None:
        super().__init__()
        self.project = nn.Linear(inputs, WIDTH)
        self.mix = nn.ModuleList(Mixing() for _ in range(CONVOLUTIONS))
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.tag = nn.Linear(WIDTH, tags)
        self.root = nn.Parameter(0.1 * torch.randn(WIDTH))
        self.dependent, self.head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.labelled, self.labelling = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.arc = nn.Parameter(nn.init.xavier_uniform_(torch.zeros(ARC + 1, ARC)))
        self.label = nn.Parameter(0.05 * torch.randn(labels, LABEL + 1, LABEL + 1))

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Labels]:
        """Scores of arcs (batch × words × root and words) and of tags, and those of labels."""
        x = self.project(F.dropout(states, _OF_STATES, self.training))
        for mixing in self.mix:
            x = mixing(x, mask)
        x = self.norm(x)
        tags = self.tag(F.dropout(x, _OF_TAGS, self.training))
        both = self._drop(torch.cat([self.root.expand(len(x), 1, -1), x], dim=1))
        x = self._drop(x)
        dependent, head = self._part(self.dependent, x), self._part(self.head, both)
        arcs = (_with_one(dependent) @ self.arc) @ head.transpose(1, 2)
        arcs = arcs.masked_fill(~F.pad(mask, (1, 0), value=True)[:, None, :], -1e4)
        labelled, labelling = self._part(self.labelled, x), self._part(self.labelling, both)

        def labels(heads: Tensor) -> Tensor:
            chosen = labelling.gather(1, heads[..., None].expand(-1, -1, LABEL))
            pairs = _with_one(labelled) @ self.label.permute(1, 0, 2).flatten(1)
            pairs = pairs.view(*heads.shape, -1, LABEL + 1)
            return (pairs @ _with_one(chosen)[..., None])[..., 0]

        return arcs, tags, labels

    def _part(self, linear: nn.Module, x: Tensor) -> Tensor:
        return self._drop(F.leaky_relu(linear(x), 0.1))

    def _drop(self, x: Tensor) -> Tensor:
        """The same features of all words of a sentence (Gal and Ghahramani 2016)."""
        if not self.training:
            return x
        return x * F.dropout(torch.ones(len(x), 1, x.shape[2]), _OF_ARCS)


def _with_one(x: Tensor) -> Tensor:
    return F.pad(x, (0, 1), value=1.0)
