"""How the weights of newsview_it_news are made: ``python -m training DATA_FOLDER``."""
