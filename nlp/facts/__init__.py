"""Facts to accept: figures with who they are about, roles, relations, events and plans."""

from newsview.nlp.facts.article import ArticleFacts, suggest_facts

__all__ = ["ArticleFacts", "suggest_facts"]
