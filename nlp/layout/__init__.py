"""What the lines of a scraped page are: title, byline, standfirst, heading, story, or neither.

General rules over layout and vocabulary, for Italian and English pages, with the commonest words of
French and German ones; nothing is learnt. The steps, each a module: ``units`` (lines), ``cues``
(what betrays a line that is no story), ``story`` (from where to where the story runs), ``titles``,
``datelines``, ``kinds`` (the verdict on each line), ``publishers`` (the outlet) and ``blocks``.
When in doubt a line is story: a menu left in costs a glance, a paragraph left out costs the facts
in it.
"""
