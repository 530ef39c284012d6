"""How the weights of it_newsview are made: ``python -m training DATA_FOLDER``."""
