"""What is suggested: an article's layout, its entities and figures, the facts they make.

Works without a terminal. spaCy is imported only when a pipeline is loaded.
"""
