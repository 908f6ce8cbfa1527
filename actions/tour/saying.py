"""The stop of the tour as a message: what it says with its sources, and its check question."""

from __future__ import annotations

from actions.content import say
from actions.content.tour import Stop, stops
from actions.conversation import Conversation, rulebook
from actions.saying.message import MOST_BUTTONS, Button, Message, payload
from actions.saying.references import References
from actions.tour.progress import LEAVE, NEXT, Tour
from actions.tour.stops import statements, stop_of

__all__ = ["stop"]


def stop(conversation: Conversation, tour: Tour, standing: bool = False) -> Message:
    """The stop at which the tour stands. `standing`: it was said before, so only its question is put again."""
    here = stop_of(tour)
    buttons = _buttons(conversation, here)
    if standing or tour.told:
        text = say("tour.standing", question=here.check.question)
        return Message(f"{text} {say('tour.how_to_go_on')}" if conversation.failures else text, buttons)
    references = References(rulebook().sources)
    title = say("tour.stop", number=tour.at + 1, count=len(stops()), title=here.title)
    said = " ".join(references.mark(one.text, one.sources) for one in statements(here, conversation))
    sources = "\n".join([say("result.sources"), *references.lines()])
    return Message("\n\n".join([f"{title}\n{said}", sources, say("tour.check", question=here.check.question)]), buttons)


def _buttons(conversation: Conversation, here: Stop) -> tuple[Button, ...]:
    buttons = [
        Button(answer.title, payload("continue_tour", stop=here.id, option=at))
        for at, answer in enumerate(here.check.answers)
    ]
    buttons.append(Button(say("buttons.next_stop"), payload("continue_tour", stop=here.id, option=NEXT)))
    if not conversation.is_settled:
        buttons.append(Button(say("buttons.start"), payload("start_interview")))
    buttons.append(Button(say("buttons.leave_tour"), payload("continue_tour", stop=here.id, option=LEAVE)))
    return tuple(buttons[:MOST_BUTTONS])
