"""Which names probably mean the same: suggestions for a person, nothing is ever merged here.

Pure functions over the records; no spaCy, nothing is read but the word lists. The rules and what
they cannot tell are described in ``docs/linking.md``.
"""

from newsview.nlp.linking.article import AliasGroup, alias_groups
from newsview.nlp.linking.corpus import Known, LookAlike, look_alikes
from newsview.nlp.linking.joining import Apart, Reason, name_token
from newsview.nlp.linking.rules import full_name

__all__ = [
    "AliasGroup",
    "Apart",
    "Known",
    "LookAlike",
    "Reason",
    "alias_groups",
    "full_name",
    "look_alikes",
    "name_token",
]
