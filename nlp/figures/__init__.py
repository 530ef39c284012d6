"""Figures by rules: dates, money, percentages and quantities, with their normalised values."""

from newsview.nlp.figures.read import Reading, read_value
from newsview.nlp.figures.scan import Figure, find_figures

__all__ = ["Figure", "Reading", "find_figures", "read_value"]
