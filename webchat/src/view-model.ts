/** From the conversation to what is drawn: pure, and without a word of wording. */
import type { Conversation } from "./conversation";
import type { Choice, Message, Speaker } from "./protocol";

export interface ChoiceView extends Choice {
  readonly chosen: boolean;
}

export interface EntryView {
  readonly id: string;
  readonly speaker: Speaker;
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** The first message of a day carries the day. */
  readonly startsDay: boolean;
  /** The first of several messages in a row by the same speaker. */
  readonly startsRun: boolean;
  readonly choices: readonly ChoiceView[];
  /** Choices are open until something is said after them. */
  readonly open: boolean;
  /** Said here, and not yet with the server. */
  readonly waiting: boolean;
}

export interface ViewOptions {
  /** The local day of an ISO time, in any form that is equal for equal days. */
  readonly dayOf: (time: string) => string;
}

export function toEntries(conversation: Conversation, { dayOf }: ViewOptions): readonly EntryView[] {
  const confirmed = new Set(conversation.messages.map((message) => message.id));
  const unconfirmed = conversation.outbox.filter((outgoing) => !confirmed.has(outgoing.id));
  const waiting = new Set(unconfirmed.filter((outgoing) => !outgoing.accepted).map(({ id }) => id));
  const messages: readonly Message[] = [
    ...conversation.messages,
    ...unconfirmed.map(({ id, text, time }): Message => ({ id, from: "user", text, time, buttons: [] })),
  ];
  return messages.map((message, index) => {
    const previous = messages[index - 1];
    const reply = message.from === "assistant" ? firstSaidAfter(messages, index) : undefined;
    const startsDay = previous === undefined || dayOf(previous.time) !== dayOf(message.time);
    return {
      id: message.id,
      speaker: message.from,
      text: message.text,
      time: message.time,
      startsDay,
      startsRun: startsDay || previous?.from !== message.from,
      choices: markChosen(message.buttons, reply?.text),
      open: reply === undefined,
      waiting: waiting.has(message.id),
    };
  });
}

/** True while an answer is to be expected: a turn is running, or the greeting has not come. */
export function isAnswerDue(conversation: Conversation): boolean {
  const { messages, outbox, running } = conversation;
  return running.size > 0 || (messages.length === 0 && outbox.length === 0);
}

function firstSaidAfter(messages: readonly Message[], index: number): Message | undefined {
  return messages.slice(index + 1).find((message) => message.from === "user");
}

/** The server shows a pressed button as its title, so the title tells which one it was. */
function markChosen(choices: readonly Choice[], reply: string | undefined): readonly ChoiceView[] {
  const chosen = choices.findIndex((choice) => choice.title === reply);
  return choices.map((choice, index) => ({ ...choice, chosen: index === chosen }));
}
