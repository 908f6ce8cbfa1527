"""Where a conversation stands: what the LEA's answers are, what was asked, what may be taken back.

Rasa keeps it in slots. Everything that decides or composes works on this frozen picture of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, TypeVar

from actions.leas.set_aside import SetAside
from actions.open_question import OpenQuestion, one_after_another
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

__all__ = ["DONE", "OPEN_QUESTION", "TOPIC", "TOUR", "YEAR", "Conversation", "rulebook"]

YEAR: Final = "monitoring_year"
OPEN_QUESTION: Final = "open_question"
"""The slot of a question of the assistant's own, and the name under which the form requests its answer."""
DONE: Final = "done_duties"
"""The slot of the duties that were ticked off."""
TOUR: Final = "tour"
"""The slot of the newcomers' tour, and the name under which the form requests an answer at its stop."""
TOPIC: Final = "topic"
"""The slot of what the latest question was about."""
_MOST_STEPS_BACK = 20
_T = TypeVar("_T")


@dataclass(frozen=True)
class Conversation:
    """One LEA's interview, and the LEAs whose interviews wait meanwhile.

    `declined` are facts that the user can't give now; `failures` the answers in a row that couldn't be taken;
    `earlier` what each change of answers replaced, for going back; `reopened` a fact to be answered again; `shown` the
    facts for which the result was shown; `done` the ids of the duties that were ticked off; `tour` the tour that has
    begun; `topic` what was last asked about. `lea` is the LEA's name, None while it has none; `others` those that wait.
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
        vocabulary = rulebook().vocabulary
        question = _kept(OpenQuestion.from_slot, slots.get(OPEN_QUESTION))
        reopened = slots.get("reopened_fact")
        kept = cls(
            Facts({}, vocabulary),
            requested=slots.get("requested_slot"),
            failures=int(slots.get("failed_answers") or 0),
            reopened=reopened if reopened in vocabulary else None,
            open_question=question if question and question.about <= set(vocabulary) else None,
            shown=slots.get("shown_for"),
            tour=_kept(Tour.from_slot, slots.get(TOUR)),
            topic=_kept(Topic.from_slot, slots.get(TOPIC)),
            earlier=tuple(slots.get("earlier_answers") or ()),
            done=tuple(slots.get(DONE) or ()),
            lea=slots.get("lea_name"),
            others=tuple(filter(None, (_kept(SetAside.from_slot, one) for one in slots.get("other_leas") or ()))),
        )
        return kept.with_kept(
            {fact_id: slots.get(fact_id) for fact_id in vocabulary}, slots.get("declined_facts") or ()
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
        changed = self.earlier[-1]["facts"] if self.earlier else {}
        return tuple(fact_id for fact_id in self.facts.to_dict() if fact_id in changed)

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
            topic=None,
            earlier=(),
            done=(),
        )

    def asking(self, question: OpenQuestion) -> Conversation:
        """The conversation that asks `question` first, and then what it asked before, if that was something else."""
        standing = self.open_question.all if self.open_question else ()
        questions = (question, *(one for one in standing if one.kind != question.kind))
        return replace(self, open_question=one_after_another(questions), failures=0)

    def closed(self) -> Conversation:
        """The conversation with its open question answered or let go, so that the one after it stands."""
        return replace(self, open_question=self.open_question and self.open_question.then, failures=0)

    def with_kept(self, facts: Mapping[str, object], declined: Collection[str]) -> Conversation:
        """The conversation with answers that were kept. What no longer fits is left out, as if never given."""
        vocabulary, kept = self.facts.vocabulary, Facts({}, self.facts.vocabulary)
        for fact_id in vocabulary:
            if (value := facts.get(fact_id)) is not None:
                try:
                    kept = kept.with_value(fact_id, value)
                except RulesEngineError:
                    continue
        return replace(self, facts=kept, declined=tuple(fact_id for fact_id in declined if fact_id in vocabulary))

    def with_facts(self, facts: Facts, declined: tuple[str, ...]) -> Conversation:
        """The conversation with other answers; the present ones can be gone back to."""
        now, then = self.facts.to_dict(), facts.to_dict()
        changed = {fact_id: now.get(fact_id) for fact_id in facts.vocabulary if now.get(fact_id) != then.get(fact_id)}
        earlier = (*self.earlier, {"facts": changed, "declined": list(self.declined)})[-_MOST_STEPS_BACK:]
        return replace(self, facts=facts, declined=declined, earlier=earlier)

    def gone_back(self) -> Conversation:
        """The conversation before the latest change of its answers; itself where there was none."""
        if not self.earlier:
            return self
        *earlier, last = self.earlier
        before = self.with_kept({**self.facts.to_dict(), **last["facts"]}, last["declined"])
        return replace(before, earlier=tuple(earlier))


def _kept(read: Callable[[Any], _T], raw: Any) -> _T | None:
    """What `read` finds in the slot value `raw`; None where there is nothing, or another version has kept it in a way
    that this one can't read: what was told goes on without it.
    """
    try:
        return read(raw) if raw else None
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
