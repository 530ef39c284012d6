"""Sample articles to try newsview on: invented people and companies in real places."""

from pathlib import Path


def sample_folder() -> Path:
    """The folder that holds them."""
    return Path(__file__).resolve().parent
