"""Reading answers: from what a person typed to the facts that it gives. Pure; knows no conversation and no Rasa."""

from actions.reading.lexicon import Lexicon
from actions.reading.linking import mentions_in
from actions.reading.reader import read
from actions.reading.said import Mention, Reading, Refusal, Said, Unclear
from actions.reading.spotted import LONGEST, Spotted
from actions.reading.stance import asks_something

__all__ = [
    "LONGEST",
    "Lexicon",
    "Mention",
    "Reading",
    "Refusal",
    "Said",
    "Spotted",
    "Unclear",
    "asks_something",
    "mentions_in",
    "read",
]
