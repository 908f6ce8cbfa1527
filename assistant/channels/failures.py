"""Failures in the log: what failed and where, but neither what a user wrote nor the id of a conversation."""

from __future__ import annotations

import logging

from assistant.channels.sessions import reference

__all__ = ["log_failure"]

logger = logging.getLogger(__name__)


def log_failure(what: str, error: BaseException, session_id: str = "") -> None:
    """Log that `what` was ended by `error`, in the conversation `session_id` if there is one."""
    where = f" (conversation {reference(session_id)})" if session_id else ""
    # The text of an error may hold what a user wrote, and the texts of those behind it too.
    trace = RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
    logger.error("%s%s", what, where, exc_info=trace)
