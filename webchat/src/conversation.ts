/**
 * The conversation as this tab knows it: a value, and the steps that lead from one value to the next.
 *
 * `messages` is what the server has confirmed, in its order. `outbox` is what this tab has said and whose turn the
 * server has not finished: should the connection break, exactly these are sent again, under the same ids.
 */
import type { Message, Utterance } from "./protocol";

export interface Outgoing extends Utterance {
  /** ISO 8601, UTC. */
  readonly time: string;
  /** False until the server says that it has it. */
  readonly accepted: boolean;
}

export interface Conversation {
  readonly messages: readonly Message[];
  readonly outbox: readonly Outgoing[];
  /** Ids of the turns that the server is working on, from any tab. */
  readonly running: ReadonlySet<string>;
  readonly characterLimit: number;
}

export const emptyConversation: Conversation = {
  messages: [],
  outbox: [],
  running: new Set(),
  characterLimit: Infinity,
};

/** The server's history replaces ours; what it does not have yet stays in the outbox. */
export function restored(
  conversation: Conversation,
  history: readonly Message[],
  characterLimit: number,
): Conversation {
  const known = new Set(history.map((message) => message.id));
  const outbox = conversation.outbox
    .filter((outgoing) => !known.has(outgoing.id))
    .map((outgoing) => ({ ...outgoing, accepted: false }));
  return { messages: history, outbox, running: new Set(), characterLimit };
}

/** Deleted on the server: nothing of ours may survive, least of all something waiting to be sent. */
export function cleared(conversation: Conversation): Conversation {
  return { ...emptyConversation, characterLimit: conversation.characterLimit };
}

export function said(conversation: Conversation, utterance: Utterance, time: string): Conversation {
  return { ...conversation, outbox: [...conversation.outbox, { ...utterance, time, accepted: false }] };
}

export function accepted(conversation: Conversation, id: string): Conversation {
  if (!conversation.outbox.some((outgoing) => outgoing.id === id)) return conversation;
  return {
    ...conversation,
    outbox: conversation.outbox.map((outgoing) =>
      outgoing.id === id ? { ...outgoing, accepted: true } : outgoing,
    ),
    running: new Set([...conversation.running, id]),
  };
}

export function refused(conversation: Conversation, id: string): Conversation {
  return { ...conversation, outbox: conversation.outbox.filter((outgoing) => outgoing.id !== id) };
}

/** Something that a tab of this conversation said, as the server took it: its turn begins. */
export function echoed(conversation: Conversation, message: Message): Conversation {
  return { ...answered(conversation, message), running: new Set([...conversation.running, message.id]) };
}

export function answered(conversation: Conversation, message: Message): Conversation {
  if (conversation.messages.some(({ id }) => id === message.id)) return conversation;
  return { ...conversation, messages: [...conversation.messages, message] };
}

export function turnDone(conversation: Conversation, id: string): Conversation {
  return {
    ...conversation,
    outbox: conversation.outbox.filter((outgoing) => outgoing.id !== id),
    running: new Set([...conversation.running].filter((running) => running !== id)),
  };
}
