"""The encoder at run time: a BERT-style transformer in numpy, one window at a time.

Architecture of multilingual-e5-small (post-layer-norm, learned positions, GELU), its bottom
layers only, with a linear layer that scores the tags of each piece.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from it_newsview.layers import Array, Floats, Linear, Norm, gelu
from it_newsview.weights import WeightsError, unpack_i8, unpack_q4

LONGEST_WINDOW: Final = 510  # pieces: the model has 512 positions, two of them for start and end


class _Layer(NamedTuple):
    attention_in: Linear
    attention_out: Linear
    attention_norm: Norm
    feed_in: Linear
    feed_out: Linear
    feed_norm: Norm


class Encoder:
    """Piece numbers → log-probabilities of tags, and the states that they come from."""

    def __init__(self, meta: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
        """Spread out the stored weights.  Raises :class:`WeightsError` if any is missing."""
        try:
            self._heads = int(meta["heads"])
            self._width = int(meta["width"])
            blocks = self._width // 32
            self._word_scales = arrays["words.q4d"].reshape(-1, blocks)
            self._word_nibbles = arrays["words.q4"].reshape(-1, blocks, 16)
            self._positions = arrays["positions"].astype(np.float32)
            self._norm = Norm(arrays["norm.weight"], arrays["norm.bias"])
            self._layers = [self._layer(f"{n}.", meta, arrays) for n in range(int(meta["layers"]))]
            self._head = Linear(
                np.ascontiguousarray(arrays["head.weight"].T, np.float32), arrays["head.bias"]
            )
        except (KeyError, TypeError, ValueError) as error:
            raise WeightsError(f"the weights do not fit the model: {error}") from error

    def _layer(self, at: str, meta: Mapping[str, Any], arrays: Mapping[str, Array]) -> _Layer:
        def linear(name: str) -> Linear:
            key = at + name
            if key + ".q4" in arrays:
                shape = meta["shapes"][key]
                matrix = unpack_q4(arrays[key + ".q4d"], arrays[key + ".q4"]).reshape(shape)
            else:
                matrix = unpack_i8(arrays[key + ".i8d"], arrays[key + ".i8"])
            return Linear(np.ascontiguousarray(matrix.T), arrays[key + ".bias"])

        def norm(name: str) -> Norm:
            return Norm(arrays[f"{at}{name}.weight"], arrays[f"{at}{name}.bias"])

        attention = linear("attention_in")
        scale = np.float32((self._width // self._heads) ** -0.5)
        attention.weight[:, : self._width] *= scale  # queries, scaled once for all
        bias = attention.bias.copy()
        bias[: self._width] *= scale
        return _Layer(
            attention_in=Linear(attention.weight, bias),
            attention_out=linear("attention_out"),
            attention_norm=norm("attention_norm"),
            feed_in=linear("feed_in"),
            feed_out=linear("feed_out"),
            feed_norm=norm("feed_norm"),
        )

    def _embed(self, pieces: Array) -> Floats:
        blocks = unpack_q4(self._word_scales[pieces], self._word_nibbles[pieces])
        return blocks.reshape(len(pieces), self._width)

    def read(
        self, pieces: Sequence[int], wanted: Collection[int] = ()
    ) -> tuple[Floats, list[Floats]]:
        """One window (start and end pieces included) → pieces × tags, and states.

        The states, pieces × width, are those after each of the ``wanted`` layers, in their order
        from below; 1 is the lowest layer.
        """
        x = self._embed(np.asarray(pieces))
        x += self._positions[: len(pieces)]
        x = self._norm.apply(x)
        states = []
        for number, layer in enumerate(self._layers, 1):
            mixed = layer.attention_out.apply(self._attend(layer.attention_in.apply(x)))
            mixed += x
            x = layer.attention_norm.apply(mixed)
            fed = layer.feed_out.apply(gelu(layer.feed_in.apply(x)))
            fed += x
            x = layer.feed_norm.apply(fed)
            if number in wanted:
                states.append(x)  # nothing writes to it later
        scores = self._head.apply(x)
        scores -= scores.max(-1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(-1, keepdims=True))
        return scores, states

    def _attend(self, x: Floats) -> Floats:
        """Queries, keys and values side by side → what each piece takes from the others."""
        count = len(x)
        size = self._width // self._heads
        query, key, value = x.reshape(count, 3, self._heads, size).transpose(1, 2, 0, 3)
        weights = query @ key.transpose(0, 2, 1)
        weights -= weights.max(-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(-1, keepdims=True)
        mixed = (weights @ value).transpose(1, 0, 2).reshape(count, self._width)
        return np.asarray(mixed, np.float32)
