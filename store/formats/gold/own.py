"""Gold from newsview's own JSON: what annotators accepted."""

from __future__ import annotations

from newsview.store import messages
from newsview.store.formats import newsview_shape as shape
from newsview.store.formats.gold.rows import GoldFile, GoldSpan, GoldText
from newsview.store.formats.newsview_document import Document
from newsview.store.formats.placing import blocks_fit, misplaced
from newsview.store.messages import NewsviewError
from newsview.store.model import sha256_of


def read_own(data: bytes, name: str) -> GoldFile:
    """The articles of an export with their accepted entities.

    An article in which nothing was accepted counts only when it is done: otherwise nobody may
    have looked at it. Raises NewsviewError when the file is no export, when an article's text is
    missing or is not the one it was annotated in, or when an entity does not stand where it says.
    """
    document = Document(data, name)
    texts: list[GoldText] = []
    notes: list[str] = []
    untouched = undone = 0
    for number in range(len(document)):
        article = document.article(number)
        accepted = [one for one in article.entities if one.status == "accepted"]
        if not accepted and article.status != "done":
            untouched += 1
            continue
        undone += article.status != "done"
        blocks = shape.blocks_of(article)
        text = _text(article, name)
        if not blocks_fit(blocks, text):
            what = messages.BLOCKS_MISPLACED
            notes.append(messages.SAID.format(source=article.source, what=what))
            blocks = ()
        spans = tuple(_span(one, article, text, name) for one in accepted)
        texts.append(GoldText(article.source, text, spans, blocks, article.published))
    if untouched and texts:
        notes.append(messages.GOLD_UNTOUCHED.format(name=name, n=untouched))
    if undone:
        notes.append(messages.GOLD_NOT_DONE.format(name=name, n=undone))
    return GoldFile(texts, notes)


def _text(article: shape.ArticleShape, name: str) -> str:
    """The article's text, sure to be the one that its entities were marked in."""
    if article.text is None:
        wrong = messages.GOLD_NO_TEXT
    elif sha256_of(article.text) != article.sha256:
        wrong = messages.ARTICLE_TEXT_CHANGED
    else:
        return article.text
    raise NewsviewError(_place(name, article, wrong))


def _span(
    entity: shape.MentionShape, article: shape.ArticleShape, text: str, name: str
) -> GoldSpan:
    wrong = misplaced(shape.mention_of(entity, article.sha256), text)
    if wrong is not None:
        raise NewsviewError(_place(name, article, wrong))
    return GoldSpan(entity.start, entity.end, entity.label)


def _place(name: str, article: shape.ArticleShape, what: str) -> str:
    return messages.SAID.format(
        source=name, what=messages.SAID.format(source=article.source, what=what)
    )
