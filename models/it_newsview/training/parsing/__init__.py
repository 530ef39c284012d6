"""How the parser of it_newsview is made: ``python -m training.parsing DATA_FOLDER``."""
