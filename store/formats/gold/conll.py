"""Gold from column files as the CoNLL tasks have them: a token a line, its tag in the last column.

Columns stand apart by tabs or, in a line without any, by blanks. A blank line ends a sentence;
each sentence is a text of its own. ``-DOCSTART-`` and comments are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsview.store import messages
from newsview.store.decode import decode
from newsview.store.formats.gold.joining import join
from newsview.store.formats.gold.rows import GoldFile, GoldSpan, GoldText, refuse_row, row_name
from newsview.store.formats.gold.tags import OUTSIDE, has_prefix, is_tag, runs
from newsview.store.formats.placing import quoted

DOCUMENT_STARTS = "-DOCSTART-"
COMMENT = "#"
_BLANKS = re.compile(r"[ \t]+")


class _Token(NamedTuple):
    line: int
    form: str
    tag: str


def read_conll(data: bytes, name: str) -> GoldFile:
    """The sentences of a column file. Raises NewsviewError for the first wrong line.

    Tags are IOB1, IOB2, IOBES or BILOU, or labels alone, the same throughout the file.
    """
    sentences = list(_sentences(decode(data).text.split("\n"), name))
    prefixed = _are_prefixed(sentences, name)
    return GoldFile([_text(sentence, prefixed, name) for sentence in sentences])


def _text(sentence: list[_Token], prefixed: bool, name: str) -> GoldText:
    text, starts = join([token.form for token in sentence])
    spans = tuple(
        GoldSpan(starts[first], starts[last - 1] + len(sentence[last - 1].form), label)
        for first, last, label in runs((token.tag for token in sentence), prefixed=prefixed)
    )
    return GoldText(row_name(name, sentence[0].line), text, spans)


def _sentences(lines: Iterable[str], name: str) -> Iterator[list[_Token]]:
    sentence: list[_Token] = []
    width = 0
    for number, line in enumerate(lines, start=1):
        columns = _columns(line)
        if columns and not _is_passed_over(line, columns, width):
            width = len(columns)
            sentence.append(_token(columns, name, number))
        elif not columns and sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _columns(line: str) -> list[str]:
    line = line.strip(" \t\r")
    if not line:
        return []
    return (
        [column.strip(" ") for column in line.split("\t")] if "\t" in line else _BLANKS.split(line)
    )


def _is_passed_over(line: str, columns: list[str], width: int) -> bool:
    """Whether a line holds no token.

    One that begins with ``#`` is a comment, unless it is a hashtag: as many columns as the token
    before it has, and a tag in the last.
    """
    if line.startswith(DOCUMENT_STARTS):
        return True
    is_hashtag = len(columns) == width and (columns[-1] in OUTSIDE or has_prefix(columns[-1]))
    return line.startswith(COMMENT) and not is_hashtag


def _token(columns: list[str], name: str, line: int) -> _Token:
    if len(columns) < 2 or not columns[0]:
        refuse_row(name, line, messages.GOLD_NO_COLUMNS)
    if not is_tag(columns[-1]):
        refuse_row(name, line, messages.GOLD_NO_TAG.format(tag=quoted(columns[-1])))
    return _Token(line, columns[0], columns[-1])


def _are_prefixed(sentences: list[list[_Token]], name: str) -> bool:
    """Whether the file's tags have prefixes; all have them or none. Raises NewsviewError."""
    tagged = [token for one in sentences for token in one if token.tag not in OUTSIDE]
    bare = [token for token in tagged if not has_prefix(token.tag)]
    if bare and len(bare) < len(tagged):
        refuse_row(name, bare[0].line, messages.GOLD_MIXED_TAGS.format(tag=quoted(bare[0].tag)))
    return not bare
