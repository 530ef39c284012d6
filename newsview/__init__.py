"""newsview: annotate news articles in a terminal.

The four rooms are ``newsview.store`` (what is kept), ``newsview.nlp`` (what is suggested),
``newsview.widgets`` (what is drawn) and ``newsview.tui`` (the application).
"""

__version__ = "0.1.0"
