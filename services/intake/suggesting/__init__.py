"""What the words of a text suggest: harm, kind, functions, themes. Offered with the words that led to it. Pure."""

from intake.suggesting.council import CouncilWords, Offer, council_words
from intake.suggesting.suggestions import Said, Suggested, Suggestions, suggest

__all__ = ["CouncilWords", "Offer", "Said", "Suggested", "Suggestions", "council_words", "suggest"]
