"""The encoder at run time: a BERT-style transformer in numpy, one window at a time.

Architecture of multilingual-e5-small (post-layer-norm, learned positions, GELU), its bottom
layers only, with a linear layer that scores the tags of each piece.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from it_newsview.weights import WeightsError, unpack_q4

Array = NDArray[Any]
Floats = NDArray[np.float32]

_EPSILON: Final = np.float32(1e-12)
LONGEST_WINDOW: Final = 510  # pieces: the model has 512 positions, two of them for start and end


class _Norm(NamedTuple):
    weight: Floats
    bias: Floats

    def apply(self, x: Floats) -> Floats:
        """Layer normalisation, in place."""
        x -= x.mean(-1, keepdims=True)
        variance = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[-1])
        x *= (1 / np.sqrt(variance + _EPSILON))[:, None]
        x *= self.weight
        x += self.bias
        return x


class _Linear(NamedTuple):
    weight: Floats  # inputs × outputs
    bias: Floats

    def apply(self, x: Floats) -> Floats:
        y: Floats = x @ self.weight
        y += self.bias
        return y


class _Layer(NamedTuple):
    attention_in: _Linear
    attention_out: _Linear
    attention_norm: _Norm
    feed_in: _Linear
    feed_out: _Linear
    feed_norm: _Norm


class Encoder:
    """Piece numbers → log-probabilities of tags."""

    def __init__(self, meta: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
        """Spread out the stored weights.  Raises :class:`WeightsError` if any is missing."""
        try:
            self._heads = int(meta["heads"])
            self._width = int(meta["width"])
            blocks = self._width // 32
            self._word_scales = arrays["words.q4d"].reshape(-1, blocks)
            self._word_nibbles = arrays["words.q4"].reshape(-1, blocks, 16)
            self._positions = arrays["positions"].astype(np.float32)
            self._norm = _Norm(arrays["norm.weight"], arrays["norm.bias"])
            self._layers = [self._layer(f"{n}.", meta, arrays) for n in range(int(meta["layers"]))]
            self._head = _Linear(
                np.ascontiguousarray(arrays["head.weight"].T, np.float32), arrays["head.bias"]
            )
        except (KeyError, TypeError, ValueError) as error:
            raise WeightsError(f"the weights do not fit the model: {error}") from error

    def _layer(self, at: str, meta: Mapping[str, Any], arrays: Mapping[str, Array]) -> _Layer:
        def linear(name: str) -> _Linear:
            key = at + name
            if key + ".q4" in arrays:
                shape = meta["shapes"][key]
                matrix = unpack_q4(arrays[key + ".q4d"], arrays[key + ".q4"]).reshape(shape)
            else:
                matrix = arrays[key + ".i8"].astype(np.float32) * arrays[key + ".i8d"][:, None]
            return _Linear(np.ascontiguousarray(matrix.T), arrays[key + ".bias"])

        def norm(name: str) -> _Norm:
            return _Norm(arrays[f"{at}{name}.weight"], arrays[f"{at}{name}.bias"])

        attention = linear("attention_in")
        scale = np.float32((self._width // self._heads) ** -0.5)
        attention.weight[:, : self._width] *= scale  # queries, scaled once for all
        bias = attention.bias.copy()
        bias[: self._width] *= scale
        return _Layer(
            attention_in=_Linear(attention.weight, bias),
            attention_out=linear("attention_out"),
            attention_norm=norm("attention_norm"),
            feed_in=linear("feed_in"),
            feed_out=linear("feed_out"),
            feed_norm=norm("feed_norm"),
        )

    def _embed(self, pieces: Array) -> Floats:
        blocks = unpack_q4(self._word_scales[pieces], self._word_nibbles[pieces])
        return blocks.reshape(len(pieces), self._width)

    def log_probabilities(self, pieces: Sequence[int]) -> Floats:
        """One window (start and end pieces included) → pieces × tags."""
        x = self._embed(np.asarray(pieces))
        x += self._positions[: len(pieces)]
        x = self._norm.apply(x)
        for layer in self._layers:
            mixed = layer.attention_out.apply(self._attend(layer.attention_in.apply(x)))
            mixed += x
            x = layer.attention_norm.apply(mixed)
            fed = layer.feed_out.apply(_gelu(layer.feed_in.apply(x)))
            fed += x
            x = layer.feed_norm.apply(fed)
        scores = self._head.apply(x)
        scores -= scores.max(-1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(-1, keepdims=True))
        return scores

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


def _gelu(x: Floats) -> Floats:
    """GELU in its tanh form (Hendrycks and Gimpel 2016), which differs by less than 0.001."""
    y = x * x
    y *= np.float32(0.044715)
    y += 1
    y *= x
    y *= np.float32(0.7978845608)
    np.tanh(y, out=y)
    y += 1
    y *= x
    y *= np.float32(0.5)
    return y
