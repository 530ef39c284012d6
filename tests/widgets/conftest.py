"""Widgets in small applications of their own."""

from tests.idle import come_to_rest

__all__ = ["come_to_rest"]
