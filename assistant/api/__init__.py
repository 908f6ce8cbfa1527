"""The HTTP API: determinations, what-if, rule sets and sources, in the keys of the public contract.

`register(app)` adds it to a Sanic app. It needs Sanic and the rules engine and nothing of Rasa, so that it can also be
served alone: `python -m assistant.api`.
"""

from assistant.api.serving import register

__all__ = ["register"]
