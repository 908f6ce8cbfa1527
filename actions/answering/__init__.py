"""Answers to what people ask: each subject a module of pure functions from conversation and question to messages."""

from actions.answering.subjects import ANSWERS, answer

__all__ = ["ANSWERS", "answer"]
