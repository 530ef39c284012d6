"""The extraction process: reads articles from its standard input, writes suggestions to its output.

What goes in and out stands in `protocol`. It ends when its input does, that is when the process
that started it is gone.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import BinaryIO

import msgspec

from newsview.nlp.pipeline import Pipeline, load_pipeline
from newsview.nlp.protocol import Answer, Job, packed
from newsview.nlp.threads import use_one_core
from newsview.store.messages import NewsviewError
from newsview.store.model import Article


def main() -> None:
    """Serve until the input ends."""
    with contextlib.suppress(OSError):
        os.nice(10)
    use_one_core()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a pipeline prints must not get between the answers
    questions = sys.stdin.buffer
    job = msgspec.json.decode(questions.readline(), type=Job)
    try:
        pipeline = load_pipeline(job.pipeline, job.labels)
    except NewsviewError as error:
        _answer(answers, Answer(broken=str(error)))
        return
    _answer(answers, Answer(ready=pipeline.name))
    decoder = msgspec.json.Decoder(Article)
    for line in questions:
        _answer(answers, _suggest(pipeline, decoder.decode(line)))


def _suggest(pipeline: Pipeline, article: Article) -> Answer:
    try:
        return Answer(done=packed(pipeline.suggest(article)))
    except NewsviewError as error:
        return Answer(failed=article.sha256, reason=str(error))
    except Exception as error:  # one article's trouble must not end the others'
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        return Answer(failed=article.sha256, reason=reason)


def _answer(stream: BinaryIO, answer: Answer) -> None:
    stream.write(msgspec.json.encode(answer) + b"\n")
    stream.flush()


if __name__ == "__main__":
    main()
