"""Figures by rules: dates, money, percentages and quantities, with their normalised values."""

from newsview.nlp.figures.figure import Figure
from newsview.nlp.figures.quantities import symbol_of
from newsview.nlp.figures.read import Reading, read_value
from newsview.nlp.figures.scan import find_figures

__all__ = ["Figure", "Reading", "find_figures", "read_value", "symbol_of"]
