/** Joins the conversation to the server: sends, sends again what may be lost, and tells the view what changed. */
import * as step from "./conversation";
import { emptyConversation, type Conversation } from "./conversation";
import type { Glossary } from "./glossary";
import type { Ack, Choice, SessionConfirm, Utterance } from "./protocol";
import type { State, TrialAnswer } from "./state";
import type { TextStorage } from "./browser-storage";
import type { Transport } from "./transport";

/** `connecting` before the first session, `ready` with one, `away` when the line broke or never opened. */
export type Connection = "connecting" | "ready" | "away";

/** A refusal to be shown beside the message box; `text` is what was refused, so that nothing typed is lost. */
export interface Refusal {
  readonly reason: string | null;
  readonly text: string | null;
}

export interface ChatSnapshot {
  readonly conversation: Conversation;
  readonly connection: Connection;
  readonly refusal: Refusal | null;
  /** Counts the histories received: what appears with a new one is old news, and not to be read aloud. */
  readonly restorations: number;
  /** Where the conversation stands; null before the server has said so. */
  readonly state: State | null;
  /** The words that are explained; null before the server has sent them. */
  readonly glossary: Glossary | null;
}

export interface ChatStoreOptions {
  readonly transport: Transport;
  readonly tokens: TextStorage;
  readonly onChange: () => void;
  readonly newId?: () => string;
  readonly now?: () => Date;
  /** How long to wait for a session before the line is begun anew, in milliseconds. */
  readonly patience?: number;
}

/** The share of their life after which links to documents are renewed, in milliseconds for each second. */
const RENEWED_AFTER = 0.7 * 1000;

export class ChatStore {
  readonly #transport: Transport;
  readonly #tokens: TextStorage;
  readonly #onChange: () => void;
  readonly #newId: () => string;
  readonly #now: () => Date;
  readonly #patience: number;
  #sessionTimer: ReturnType<typeof setTimeout> | undefined;
  #stateTimer: ReturnType<typeof setTimeout> | undefined;
  #snapshot: ChatSnapshot = {
    conversation: emptyConversation,
    connection: "connecting",
    refusal: null,
    restorations: 0,
    state: null,
    glossary: null,
  };
  /** Grows with each session, so that an answer to an earlier one is not taken for one to this. */
  #session = 0;

  constructor(options: ChatStoreOptions) {
    this.#transport = options.transport;
    this.#tokens = options.tokens;
    this.#onChange = options.onChange;
    this.#newId = options.newId ?? randomId;
    this.#now = options.now ?? (() => new Date());
    this.#patience = options.patience ?? 10_000;
  }

  get snapshot(): ChatSnapshot {
    return this.#snapshot;
  }

  open(): void {
    this.#expectSession();
    this.#transport.open({
      opened: () => this.#askForSession(),
      closed: () => this.#lineLost(),
      sessionConfirmed: (session) => this.#sessionConfirmed(session),
      echoed: (message) => this.#step((conversation) => step.echoed(conversation, message)),
      answered: (message) => this.#step((conversation) => step.answered(conversation, message)),
      turnDone: (id) => this.#step((conversation) => step.turnDone(conversation, id)),
      stateShown: (state) => this.#stateShown(state),
    });
  }

  close(): void {
    clearTimeout(this.#sessionTimer);
    clearTimeout(this.#stateTimer);
    this.#session += 1;
    this.#transport.close();
  }

  /** Try to reach the server at once. */
  retryNow(): void {
    this.#expectSession();
    this.#transport.retryNow();
  }

  say(text: string): void {
    this.#queue({ id: this.#newId(), text });
  }

  choose({ title, payload }: Choice): void {
    this.#queue({ id: this.#newId(), text: title, payload });
  }

  /** Deletes the conversation on the server. False when the server did not confirm it: then nothing was cleared. */
  async clear(): Promise<boolean> {
    const answer = this.#snapshot.connection === "ready" ? await this.#transport.clear() : null;
    return answer?.ok === true;
  }

  /** Ticks a duty off, or takes the tick back. Null while the server is away, and nothing is changed then. */
  async tick(duty: string, done: boolean): Promise<Ack | null> {
    return this.#snapshot.connection === "ready" ? this.#transport.tick(duty, done) : null;
  }

  /** What another value of one fact would lead to. Null while the server is away. */
  async whatIf(fact: string, value: unknown): Promise<TrialAnswer | null> {
    return this.#snapshot.connection === "ready" ? this.#transport.whatIf(fact, value) : null;
  }

  #askForSession(): void {
    this.#expectSession();
    // First, so that it is there before the messages whose words it explains.
    if (this.#snapshot.glossary === null) void this.#learnWords();
    this.#transport.requestSession(this.#tokens.load());
  }

  async #learnWords(): Promise<void> {
    const glossary = await this.#transport.glossary();
    if (glossary !== null) this.#change({ glossary });
  }

  /** A line may hang in any state, half open behind a proxy or open without an answer: then it is begun anew. */
  #expectSession(): void {
    clearTimeout(this.#sessionTimer);
    this.#sessionTimer = setTimeout(() => this.#startOver(), this.#patience);
  }

  #startOver(): void {
    this.#lineLost();
    this.retryNow();
  }

  #sessionConfirmed({ token, history, characterLimit, cleared }: SessionConfirm): void {
    clearTimeout(this.#sessionTimer);
    this.#session += 1;
    this.#tokens.save(token);
    const before = cleared ? step.cleared(this.#snapshot.conversation) : this.#snapshot.conversation;
    this.#change({
      conversation: step.restored(before, history, characterLimit),
      connection: "ready",
      refusal: null,
      restorations: this.#snapshot.restorations + 1,
      ...(cleared ? { state: null } : {}),
    });
    for (const outgoing of this.#snapshot.conversation.outbox) void this.#deliver(outgoing);
  }

  /** Its links to documents last a while only, so it is asked for anew before they are over. */
  #stateShown(state: State): void {
    clearTimeout(this.#stateTimer);
    if (state.documents !== null && state.documents.seconds > 0) {
      this.#stateTimer = setTimeout(() => this.#transport.requestState(), state.documents.seconds * RENEWED_AFTER);
    }
    this.#change({ state });
  }

  #lineLost(): void {
    this.#expectSession();
    this.#session += 1;
    if (this.#snapshot.connection !== "away") this.#change({ connection: "away" });
  }

  #queue(utterance: Utterance): void {
    this.#change({
      conversation: step.said(this.#snapshot.conversation, utterance, this.#now().toISOString()),
      refusal: null,
    });
    if (this.#snapshot.connection === "ready") void this.#deliver(utterance);
  }

  async #deliver({ id, text, payload }: Utterance): Promise<void> {
    const session = this.#session;
    const answer = await this.#transport.say(payload === undefined ? { id, text } : { id, text, payload });
    if (session !== this.#session) return;
    if (answer === null) {
      // Asking for the session again tells what arrived; the rest goes out once more under the same id.
      this.#startOver();
    } else if (answer.ok) {
      this.#step((conversation) => step.accepted(conversation, id));
    } else {
      const typed = payload === undefined ? text : null;
      this.#change({
        conversation: step.refused(this.#snapshot.conversation, id),
        refusal: { reason: answer.error, text: typed },
      });
    }
  }

  #step(next: (conversation: Conversation) => Conversation): void {
    this.#change({ conversation: next(this.#snapshot.conversation) });
  }

  #change(changes: Partial<ChatSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...changes };
    this.#onChange();
  }
}

/** `crypto.randomUUID` exists on secure origins only, and an intranet page may be plain HTTP. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
