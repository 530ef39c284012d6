"""Parts of speech and dependency trees from the states of an encoder that has run already.

Deep biaffine attention (Dozat and Manning 2017, arXiv:1611.01734) over a projection of the states
of some layers, which a few convolutions let look at the neighbouring words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from it_newsview import weights
from it_newsview.labels import PARTS_OF_SPEECH
from it_newsview.layers import Array, Floats, Linear, Norm, gelu, leaky
from it_newsview.trees import best_tree
from it_newsview.weights import WeightsError

ROOT: Final = "root"
"""The label of the word that a sentence hangs on."""

PART: Final = "part"
"""The label of a word that goes on with the token that another word begins: the ’ of dell’."""

LONGEST: Final = 240
"""Words whose heads are looked for among each other at once: the cost is quadratic."""


class Parsed(NamedTuple):
    """One word of a sentence: its head's number (-1 at the root), label and part of speech."""

    head: int
    label: str
    pos: str


class Parser:
    """States of a sentence's words → a dependency tree with parts of speech."""

    def __init__(self, meta: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
        """Spread out the stored weights.  Raises :class:`WeightsError` if they do not fit."""
        try:
            self.encoder = str(meta["encoder"])
            self.labels = tuple(map(str, meta["labels"]))
            self.layers = tuple(map(int, meta["layers"]))
            self.tags = tuple(map(str, meta["tags"]))
            if not all(self.labels) or not PARTS_OF_SPEECH.issuperset(self.tags):
                raise ValueError("a label without a name, or a part of speech that there is not")
            self._root_label = self.labels.index(ROOT)
            self._read(meta, arrays)
            self.parse(self.project(np.zeros((2, len(self._project.weight)), np.float32)))
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise WeightsError(f"the weights do not fit the parser: {error}") from error

    @classmethod
    def of(cls, data: bytes) -> Parser:
        """From a weights file's content.  Raises :class:`it_newsview.weights.WeightsError`."""
        return cls(*weights.read(data))

    def _read(self, meta: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
        def matrix(name: str) -> Floats:
            return weights.unpack_i8(arrays[name + ".i8d"], arrays[name + ".i8"])

        def linear(name: str) -> Linear:
            return Linear(np.ascontiguousarray(matrix(name + ".weight").T), arrays[name + ".bias"])

        def norm(name: str) -> Norm:
            return Norm(arrays[name + ".weight"], arrays[name + ".bias"])

        self._project = linear("project")
        count = int(meta["convolutions"])
        self._mixing = [(norm(f"mix.{n}.norm"), linear(f"mix.{n}.kernel")) for n in range(count)]
        self._norm = norm("norm")
        self._tag = linear("tag")
        self._dependent, self._head = linear("dependent"), linear("head")
        self._labelled, self._labelling = linear("labelled"), linear("labelling")
        self._root = arrays["root"].reshape(1, -1)
        self._arc = matrix("arc")  # the last row is for the head alone
        size = len(self._labelled.bias) + 1
        label = matrix("label").reshape(len(self.labels), size, size)
        self._label = np.ascontiguousarray(label.transpose(1, 0, 2).reshape(size, -1))

    def project(self, states: Floats) -> Floats:
        """What `it_newsview.tagger.Wanted` gives to ``project`` → what `parse` takes."""
        return self._project.apply(states)

    def parse(self, projected: Floats) -> list[Parsed]:
        """The words of one sentence, as `project` gives them, one row each."""
        if len(projected) == 0:
            return []
        x = self._norm.apply(self._mixed(projected))
        tags = self._tag.apply(x).argmax(-1)
        pos = [self.tags[tag] for tag in tags]
        heads, root = self._heads(x, pos)
        labels = self._labels(x, heads)
        labels[root] = ROOT
        return [Parsed(*word) for word in zip(heads.tolist(), labels, pos, strict=True)]

    def _mixed(self, projected: Floats) -> Floats:
        x = projected.copy()
        for norm, kernel in self._mixing:
            padded = np.zeros((len(x) + 2, x.shape[1]), np.float32)
            padded[1:-1] = x
            norm.apply(padded[1:-1])
            wide = np.concatenate([padded[:-2], padded[1:-1], padded[2:]], axis=1)
            x += gelu(kernel.apply(wide))
        return x

    def _heads(self, x: Floats, pos: Sequence[str]) -> tuple[Array, int]:
        """The head of each word, and which one is the root.

        A sentence that is too long is parsed in parts, whose roots hang on the first part's.
        """
        dependent = leaky(self._dependent.apply(x))
        head = leaky(self._head.apply(x))
        root_head = leaky(self._head.apply(self._root))
        heads = np.empty(len(x), np.intp)
        first_root = -1
        for start, end in _parts(pos):
            ends = np.concatenate([root_head, head[start:end]])
            scores = (dependent[start:end] @ self._arc[:-1] + self._arc[-1]) @ ends.T
            tree = best_tree(scores)
            root = start + tree.index(-1)
            heads[start:end] = np.asarray(tree) + start
            heads[root] = first_root
            first_root = root if first_root < 0 else first_root
        return heads, first_root

    def _labels(self, x: Floats, heads: Array) -> list[str]:
        """The label of each arc; none is the root's."""
        both = np.concatenate([self._root, x])
        labelling = leaky(self._labelling.apply(both))[heads + 1]
        one = np.ones((len(x), 1), np.float32)
        labelled = np.concatenate([leaky(self._labelled.apply(x)), one], axis=1)
        pairs = (labelled @ self._label).reshape(len(x), len(self.labels), -1)
        scores = (pairs @ np.concatenate([labelling, one], axis=1)[..., None])[..., 0]
        scores[:, self._root_label] = -np.inf
        return [self.labels[number] for number in scores.argmax(-1)]


def _parts(pos: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The whole sentence, or parts of it that end at a mark where they can."""
    start = 0
    while len(pos) - start > LONGEST:
        end = start + LONGEST
        marks = [at + 1 for at in range(start + LONGEST // 2, end) if pos[at] == "PUNCT"]
        end = marks[-1] if marks else end
        yield start, end
        start = end
    yield start, len(pos)
