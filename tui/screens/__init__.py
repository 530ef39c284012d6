"""The screens: the article list, the reader, the facts and entities of the corpus, the help."""
