/** How the chat reaches the server. The store knows this interface; Socket.IO is one way to fill it. */
import type { Glossary } from "./glossary";
import type { Ack, Message, SessionConfirm, Utterance } from "./protocol";
import type { State, TrialAnswer } from "./state";

export interface TransportEvents {
  /** The line is open; no session yet. */
  opened(): void;
  /** The line is down. The transport goes on trying by itself. */
  closed(): void;
  sessionConfirmed(session: SessionConfirm): void;
  echoed(message: Message): void;
  answered(message: Message): void;
  turnDone(id: string): void;
  stateShown(state: State): void;
}

export interface Transport {
  open(events: TransportEvents): void;
  close(): void;
  /** Try at once instead of at the next planned attempt. */
  retryNow(): void;
  requestSession(token: string | null): void;
  /** Resolves with the server's answer, or with null when none came: the caller can't know whether it arrived. */
  say(utterance: Utterance): Promise<Ack | null>;
  clear(): Promise<Ack | null>;
  /** Asks for the state again, which carries links that last a while only. */
  requestState(): void;
  /** Ticks a duty off, or takes the tick back; null when no answer came. */
  tick(duty: string, done: boolean): Promise<Ack | null>;
  /** The words that the page explains; null when no answer came. */
  glossary(): Promise<Glossary | null>;
  /** What another value of one fact would lead to; null when no answer came. */
  whatIf(fact: string, value: unknown): Promise<TrialAnswer | null>;
}
