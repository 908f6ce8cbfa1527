"""How well the assistant understands: the held-out messages, sent through the real thing, and what came of them."""
