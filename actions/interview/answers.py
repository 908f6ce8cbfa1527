"""Taking answers into the conversation: new ones, changed ones, vague ones, refused ones."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from actions.content import fact_content, say
from actions.conversation import TOUR, YEAR, Conversation, rulebook
from actions.interview.asking import left_open, which_holds, which_is_meant
from actions.interview.turn import Turn
from actions.open_question import OpenQuestion, one_after_another
from actions.reading import Reading, Refusal, Said, Unclear
from actions.saying.message import listed
from actions.saying.outcome import effect
from rules_engine import ContradictionError, Facts, Interval

__all__ = ["fail", "take"]


def take(conversation: Conversation, reading: Reading) -> Turn:
    """The turn in which `reading` is taken in. An answer that can't be taken never replaces one that was."""
    return _Taking(conversation, conversation.facts, list(conversation.declined)).take(reading)


def fail(conversation: Conversation) -> Turn:
    """The turn in which nothing could be made of an answer: the question will be put in other words.

    A question of our own is put twice and then dropped: what it was about stays as it is.
    """
    if conversation.open_question and conversation.failures:
        return Turn(conversation.closed())
    return Turn(replace(conversation, failures=conversation.failures + 1), _not_found(conversation))


def _not_found(conversation: Conversation) -> tuple[str, ...]:
    if conversation.next_question == TOUR:
        return (say("tour.not_understood"),)
    if conversation.open_question or conversation.next_question is None:
        return ()
    if conversation.failures:
        return (say("heard.not_found_again"),)
    return (say("heard.not_found", looks_like=fact_content(conversation.next_question).looks_like),)


@dataclass
class _Taking:
    before: Conversation
    facts: Facts
    declined: list[str]
    noted: list[Said] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)
    refused: bool = False

    def take(self, reading: Reading) -> Turn:
        for fact in reading.withdrawn:  # first: what is said may contradict what is taken back, and no more then
            self._withdraw(fact)
        for said in reading.said:
            self._take_value(said)
        for refusal in reading.refused:
            self._refuse(refusal.fact, refusal.problem)
        self.questions += filter(None, [self._ask_which(unclear) for unclear in reading.unclear])
        for fact in reading.declined:
            self._decline(fact)
        told = [said.fact for said in (*self.noted, *(Said(fact, None) for fact in self.changed))]
        self._give_up_narrowing(told)
        after = self.before
        if self.facts != self.before.facts or tuple(self.declined) != self.before.declined:
            after = after.with_facts(self.facts, tuple(self.declined))
        reopened = reading.reopened[0] if reading.reopened else self.before.reopened
        left = self._left_open(reading)
        after = replace(
            after,
            open_question=one_after_another([*self.questions, *filter(None, left)]),
            reopened=None if reopened in (*told, *reading.declined) else reopened,
        )
        again = self.refused and after.next_question == self.before.requested
        stands = any(left[:1]) and not self.questions
        after = replace(after, failures=self.before.failures + 1 if again or stands else 0)
        return Turn(after, tuple(self._acknowledgement(after)))

    def _left_open(self, reading: Reading) -> list[OpenQuestion | None]:
        """What is left of each question that was open before. One that was put twice already isn't put again.

        Who asks to change an answer is asked for that one now.
        """
        question = self.before.open_question
        if question is None or reading.reopened:
            return []
        told = {one.fact for one in reading.said} | {one.fact for one in reading.refused}
        told |= {*reading.declined, *reading.withdrawn}
        told |= {option.fact for unclear in reading.unclear for option in unclear.options}
        first, *waiting = (left_open(self.facts, one, told) for one in question.all)
        return [None if self.before.failures else first, *waiting]

    def _take_value(self, said: Said) -> None:
        spec = self.facts.vocabulary[said.fact]
        if said.fact == YEAR and (problem := _no_rules(self.facts, said.value)):
            self.lines.append(problem)
            self.refused = True
            return
        try:
            facts = self.facts.with_value(said.fact, said.value)
        except ContradictionError as error:
            self.questions.append(which_holds(self.facts, said, error))
            return
        old, new = self.facts.get(said.fact), facts[said.fact]
        closer = isinstance(old, Interval) and isinstance(new, Interval) and not old.is_exact and old.covers(new)
        if said.fact in self.declined:
            self.declined.remove(said.fact)
        if old is None or closer or old == new:
            self.noted.append(said)
        else:
            is_range = any(isinstance(one, Interval) and not one.is_exact for one in (old, new))
            how = "heard.changed_range" if is_range else "heard.changed"
            self.lines.append(say(how, label=spec.label, old=spec.say(old), new=spec.say(new)))
            self.changed.append(said.fact)
        self.facts = facts

    def _refuse(self, fact: str, problem: str) -> None:
        self.refused = self.refused or fact == self.before.requested
        said = {Refusal.PERCENTAGE: say("heard.percentage"), Refusal.NO_VALUE: say("heard.no_value")}.get(
            problem, problem
        )
        line = say("heard.refused", label=self.facts.vocabulary[fact].label, problem=said)
        if fact in self.facts:
            line += " " + say("heard.kept", value=self.facts.say(fact))
        self.lines.append(line)

    def _decline(self, fact: str) -> None:
        if not fact_content(fact).can_skip:
            self.lines.append(say("heard.year_needed"))
            self.refused = True
        elif fact not in self.declined:
            self.declined.append(fact)
            known = fact in self.facts
            text = (
                say("heard.going_on_with", value=self.facts.say(fact), label=_label(self.facts, fact)) if known else ""
            )
            self.lines.append(text or say("heard.declined", label=_label(self.facts, fact)))

    def _withdraw(self, fact: str) -> None:
        if fact == YEAR:
            self.lines.append(say("heard.year_needed"))
            self.refused = True
        elif fact in self.facts.to_dict() or fact in self.declined:
            self.facts = self.facts.without(fact)
            self.declined = [one for one in self.declined if one != fact]
            self.withdrawn.append(fact)
            key = "heard.still_follows" if fact in self.facts else "heard.withdrawn"
            self.lines.append(say(key, label=_label(self.facts, fact), value=self.facts.say(fact)))

    def _give_up_narrowing(self, told: list[str]) -> None:
        """Who was asked for a closer figure and gave none isn't asked a third time."""
        fact = self.before.requested
        if fact not in told or fact not in self.before.facts or fact in self.changed or fact == self.before.reopened:
            return
        if fact in replace(self.before, facts=self.facts).to_ask:
            self._decline(fact)

    def _ask_which(self, unclear: Unclear) -> OpenQuestion | None:
        options = [
            one for one in dict.fromkeys(unclear.options) if one.fact != YEAR or not _no_rules(self.facts, one.value)
        ]
        if options:
            return which_is_meant(self.facts, options)
        self.lines.append(_no_rules(self.facts, unclear.options[0].value))
        self.refused = True
        return None

    def _acknowledgement(self, after: Conversation) -> list[str]:
        lines = list(self.lines)
        # That a result stays is news only where it was shown as settled, and an answer behind it was changed.
        in_question = bool((self.changed or self.withdrawn) and self.before.is_settled and self.before.shown)
        if self.changed or self.withdrawn or self.before.shown:
            lines += filter(None, [effect(self.before.determination, after.determination, in_question)])
        if noted := self._noted(after):
            lines.insert(0, noted)
        return lines

    def _noted(self, after: Conversation) -> str:
        """What was understood, said back; a plain answer to the question just asked needs no echo."""
        if not self.noted:
            return ""
        first = self.noted[0]
        if len(self.noted) == 1 and first.fact == self.before.requested and not self.lines:
            if not first.inexact or after.next_question == first.fact:
                return ""
            return say("heard.taken_as", value=self.facts.say(first.fact), label=_label(self.facts, first.fact))
        answers = [
            say("heard.one", label=_label(self.facts, one.fact), value=self.facts.say(one.fact)) for one in self.noted
        ]
        return say("heard.noted", answers="; ".join(answers))


def _label(facts: Facts, fact: str) -> str:
    return facts.vocabulary[fact].label


def _no_rules(facts: Facts, year: object) -> str:
    """Why the year can't be taken; empty where it can."""
    years = rulebook().years
    known = facts.vocabulary[YEAR].parse(year)
    if isinstance(known, Interval) and any(one in known for one in years):
        return ""
    return say("heard.no_rules", year=year, years=listed([str(one) for one in years]))
