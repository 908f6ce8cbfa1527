"""Where a conversation stands: what the LEA's answers are, what was asked, what may be taken back.

Rasa keeps it in slots. Everything that decides or composes works on this frozen picture of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from actions.leas.set_aside import SetAside
from actions.shared_rules import rulebook
from actions.topic import Topic
from actions.tour.progress import Tour
from rules_engine import (
    Determination,
    Facts,
    Interval,
    RulesEngineError,
    RuleSet,
    determine,
    open_facts,
)

__all__ = ["DONE", "OPEN_QUESTION", "TOPIC", "TOUR", "YEAR", "Conversation", "OpenQuestion", "Option", "rulebook"]

YEAR: Final = "monitoring_year"
OPEN_QUESTION: Final = "open_question"
"""The slot of a question of the assistant's own, and the name under which the form requests its answer."""
DONE: Final = "done_duties"
"""The slot of the duties that were ticked off."""
TOUR: Final = "tour"
"""The slot of the newcomers' tour, and the name under which the form requests an answer at its stop."""
TOPIC: Final = "topic"
"""The slot of what the latest question was about."""
_MOST_STEPS_BACK = 30


@dataclass(frozen=True)
class Option:
    """One answer to an open question: the values it gives to facts; None forgets a fact. `lea`: one to switch to.

    `sends` is the payload of a command or question that the option stands for.
    """

    title: str
    facts: Mapping[str, object]
    lea: str | None = None
    sends: str | None = None


@dataclass(frozen=True)
class OpenQuestion:
    """Something that the assistant has asked back.

    `kind` is "choose" for a list, "confirm" where the options are yes and no, "start_over" and "forget_lea" where they
    are so too and yes forgets the answers or the LEA `lea`, "name_lea" where a name is wanted, "did_you_mean" where a
    message wasn't understood. `then` is what the same
    message left in doubt besides.
    """

    kind: str
    text: str
    options: tuple[Option, ...]
    lea: str | None = None
    then: OpenQuestion | None = None

    @classmethod
    def from_slot(cls, raw: Mapping[str, Any]) -> OpenQuestion:
        """The open question kept in the slot value `raw`."""
        options = tuple(Option(one["title"], one["facts"], one.get("lea"), one.get("sends")) for one in raw["options"])
        then = raw.get("then")
        return cls(raw["kind"], raw["text"], options, raw.get("lea"), cls.from_slot(then) if then else None)

    def to_slot(self) -> dict[str, Any]:
        """The slot value that keeps it."""
        options = [{**vars(option), "facts": dict(option.facts)} for option in self.options]
        then = self.then.to_slot() if self.then else None
        return {"kind": self.kind, "text": self.text, "options": options, "lea": self.lea, "then": then}


@dataclass(frozen=True)
class Conversation:
    """One LEA's interview, and the LEAs whose interviews wait meanwhile.

    `declined` are facts that the user can't give now; `failures` the answers in a row that couldn't be taken;
    `earlier` the answers before each change, for going back; `reopened` a fact that the user wants to answer again;
    `shown` the facts for which the result was shown; `done` the ids of the duties that were ticked off; `tour` the tour
    that has begun; `topic` what was last asked about. `lea` is the LEA's name, None while it has none; `others` are
    those that wait.
    """

    facts: Facts
    requested: str | None = None
    declined: tuple[str, ...] = ()
    failures: int = 0
    reopened: str | None = None
    open_question: OpenQuestion | None = None
    shown: Mapping[str, Any] | None = None
    tour: Tour | None = None
    topic: Topic | None = None
    earlier: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    done: tuple[str, ...] = ()
    lea: str | None = None
    others: tuple[SetAside, ...] = ()

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Conversation:
        """The conversation that Rasa's `slots` hold. A value that no longer fits is left out, as if never given."""
        facts = Facts({}, rulebook().vocabulary)
        for fact_id in facts.vocabulary:
            if (value := slots.get(fact_id)) is not None:
                try:
                    facts = facts.with_value(fact_id, value)
                except RulesEngineError:
                    continue
        question, tour = slots.get(OPEN_QUESTION), slots.get(TOUR)
        return cls(
            facts=facts,
            requested=slots.get("requested_slot"),
            declined=tuple(slots.get("declined_facts") or ()),
            failures=int(slots.get("failed_answers") or 0),
            reopened=slots.get("reopened_fact"),
            open_question=OpenQuestion.from_slot(question) if question else None,
            shown=slots.get("shown_for"),
            tour=Tour.from_slot(tour) if tour else None,
            topic=Topic.from_slot(topic) if (topic := slots.get(TOPIC)) else None,
            earlier=tuple(slots.get("earlier_answers") or ()),
            done=tuple(slots.get(DONE) or ()),
            lea=slots.get("lea_name"),
            others=tuple(SetAside.from_slot(one) for one in slots.get("other_leas") or ()),
        )

    def to_slots(self) -> dict[str, Any]:
        """The slots that hold this conversation."""
        values = self.facts.to_dict()
        return {
            **{fact_id: values.get(fact_id) for fact_id in self.facts.vocabulary},
            "requested_slot": self.requested,
            "declined_facts": list(self.declined) or None,
            "failed_answers": self.failures or None,
            "reopened_fact": self.reopened,
            OPEN_QUESTION: self.open_question.to_slot() if self.open_question else None,
            "shown_for": self.shown,
            TOUR: self.tour.to_slot() if self.tour else None,
            TOPIC: self.topic.to_slot() if self.topic else None,
            "earlier_answers": list(self.earlier) or None,
            "lea_name": self.lea,
            "other_leas": [one.to_slot() for one in self.others] or None,
            DONE: list(self.done) or None,
        }

    @cached_property
    def ruleset(self) -> RuleSet | None:
        """The rules of the letter's year; None while the year isn't known or has no rules."""
        year = self.facts.get(YEAR)
        if not isinstance(year, Interval) or not year.is_exact or int(year.low) not in rulebook().years:
            return None
        return rulebook().for_year(int(year.low))

    @cached_property
    def determination(self) -> Determination | None:
        """What follows from the facts; None without rules for the year."""
        return determine(self.facts, self.ruleset) if self.ruleset else None

    @cached_property
    def to_ask(self) -> tuple[str, ...]:
        """The facts that can still change the result and may be asked for, the next one first."""
        if self.ruleset is None:
            return (YEAR,)
        left = open_facts(self.facts, self.ruleset, self.declined)
        if self.reopened:
            return (self.reopened, *(fact_id for fact_id in left if fact_id != self.reopened))
        return left

    @property
    def lea_names(self) -> tuple[str, ...]:
        """The names of all LEAs, the current one first."""
        return (*filter(None, [self.lea]), *(one.name for one in self.others))

    @property
    def just_told(self) -> tuple[str, ...]:
        """The facts that the latest change of answers gave or changed."""
        before = self.earlier[-1]["facts"] if self.earlier else {}
        return tuple(fact_id for fact_id, value in self.facts.to_dict().items() if before.get(fact_id) != value)

    @property
    def next_question(self) -> str | None:
        """What to ask now: the open question first, else at the tour's stop, else the next fact; None when all that
        matters is answered.
        """
        if self.open_question:
            return OPEN_QUESTION
        if self.tour and self.tour.going:
            return TOUR
        return next(iter(self.to_ask), None)

    @property
    def is_settled(self) -> bool:
        """Whether there is a result to show and nothing left to ask about it."""
        return self.determination is not None and not self.open_question and not self.to_ask

    @property
    def is_shown(self) -> bool:
        """Whether the result was shown for just these answers, and nothing else is asked."""
        return self.is_settled and self.next_question is None and self.shown == self.facts.to_dict()

    def emptied(self) -> Conversation:
        """The conversation with the LEA's answers forgotten; its name and the other LEAs stay."""
        return replace(
            self,
            facts=Facts({}, self.facts.vocabulary),
            requested=None,
            declined=(),
            failures=0,
            reopened=None,
            open_question=None,
            shown=None,
            earlier=(),
            done=(),
        )

    def with_facts(self, facts: Facts, declined: tuple[str, ...]) -> Conversation:
        """The conversation with other answers; the present ones can be gone back to."""
        before = {"facts": self.facts.to_dict(), "declined": list(self.declined)}
        earlier = (*self.earlier, before)[-_MOST_STEPS_BACK:]
        return replace(self, facts=facts, declined=declined, earlier=earlier)
