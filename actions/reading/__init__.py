"""Reading answers: from what a person typed to the facts that it gives. Pure; knows no conversation and no Rasa."""

from actions.reading.lexicon import Lexicon
from actions.reading.message import LONGEST
from actions.reading.reader import read
from actions.reading.said import Mention, Reading, Refusal, Said, Unclear

__all__ = ["LONGEST", "Lexicon", "Mention", "Reading", "Refusal", "Said", "Unclear", "read"]
