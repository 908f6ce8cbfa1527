"""Composing what is said: from the conversation and the engine's results to messages. Pure."""
