"""What the networks are put together from, in numpy: linear layers, normalisation, GELU."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Floats = NDArray[np.float32]

EPSILON: Final = 1e-12
"""What keeps layer normalisation from dividing by nothing."""


class Norm(NamedTuple):
    """Layer normalisation (Ba et al. 2016, arXiv:1607.06450)."""

    weight: Floats
    bias: Floats

    def apply(self, x: Floats) -> Floats:
        """Normalise rows, in place."""
        x -= x.mean(-1, keepdims=True)
        variance = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[-1])
        x *= (1 / np.sqrt(variance + np.float32(EPSILON)))[:, None]
        x *= self.weight
        x += self.bias
        return x


class Linear(NamedTuple):
    """A matrix and what is added."""

    weight: Floats  # inputs × outputs
    bias: Floats

    def apply(self, x: Floats) -> Floats:
        """Rows of inputs → rows of outputs."""
        y: Floats = x @ self.weight
        y += self.bias
        return y


def gelu(x: Floats) -> Floats:
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


def leaky(x: Floats) -> Floats:
    """ReLU that lets a tenth of what is negative through (Maas et al. 2013)."""
    return np.asarray(np.maximum(x, np.float32(0.1) * x), np.float32)
