"""What the web page's panel is sent: the conversation's state, with links to its documents, and what-ifs."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from rasa.shared.core.events import SlotSet

from actions.conversation import DONE
from actions.conversation import Conversation as Interview
from assistant.channels import history
from assistant.channels.conversation import Conversation
from assistant.channels.sessions import Sessions
from assistant.checklist import ticked
from assistant.documents.duties import dated
from assistant.documents.links import DocumentLinks, Linked
from assistant.panel.state import corrections, state
from assistant.panel.what_if import what_if

if TYPE_CHECKING:
    from rasa.core.agent import Agent  # seconds of imports, for a type

__all__ = ["Panel"]


class Panel:
    """The panel's side of a server that signs with the key of `sessions`."""

    def __init__(self, sessions: Sessions) -> None:
        self._links = DocumentLinks(sessions.secret_key)

    async def state(self, agent: Agent, conversation: Conversation) -> dict[str, Any]:
        """Where `conversation` stands. The corrections that it offers can be pressed from now on."""
        interview = await history.interview(agent.tracker_store, conversation.session_id)
        conversation.keep_open(corrections(interview))
        return {**state(interview), "documents": self._documents(interview, conversation.session_id)}

    async def what_if(self, agent: Agent, conversation: Conversation, data: object) -> dict[str, Any]:
        """What follows from the change that a client sent. Raises RefusedChangeError."""
        return what_if(await history.interview(agent.tracker_store, conversation.session_id), data)

    async def tick(self, agent: Agent, conversation: Conversation, data: object) -> None:
        """Keeps the tick that a client sent. Raises UnknownDutyError. No turn of the conversation may be running."""
        done = ticked(await history.interview(agent.tracker_store, conversation.session_id), data)
        await history.add(agent, conversation.session_id, SlotSet(DONE, list(done) or None))

    def _documents(self, interview: Interview, session_id: str) -> dict[str, Any] | None:
        """The path of each form in which the result can be kept; None while the interview isn't over."""
        result = interview.determination
        if result is None or not interview.is_settled:
            return None
        to = Linked(session_id, interview.lea)
        endings = ["docx", "html", *(["ics"] if dated(result) else []), "json"]
        now = datetime.now(timezone.utc)
        return {
            "paths": {ending: self._links.path(to, ending, now) for ending in endings},
            "seconds": int(self._links.lifetime.total_seconds()),
        }
