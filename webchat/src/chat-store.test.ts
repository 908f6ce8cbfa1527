import { beforeEach, describe, expect, it, vi } from "vitest";

import { ChatStore } from "./chat-store";
import { Glossary } from "./glossary";
import type { Ack, Message, Utterance } from "./protocol";
import { readState, type State, type TrialAnswer } from "./state";
import type { TextStorage } from "./browser-storage";
import type { Transport, TransportEvents } from "./transport";

const NOW = "2026-01-05T10:00:00.000Z";
const GREETING: Message = { id: "a-1", from: "assistant", text: "Hello.", time: NOW, buttons: [] };

class FakeTransport implements Transport {
  events!: TransportEvents;
  answer: Ack | null = { ok: true };
  readonly asked: (string | null)[] = [];
  readonly sent: Utterance[] = [];
  retries = 0;

  open(events: TransportEvents): void {
    this.events = events;
  }
  close(): void {}
  retryNow(): void {
    this.retries += 1;
  }
  requestSession(token: string | null): void {
    this.asked.push(token);
  }
  say(utterance: Utterance): Promise<Ack | null> {
    this.sent.push(utterance);
    return Promise.resolve(this.answer);
  }
  clear(): Promise<Ack | null> {
    return Promise.resolve(this.answer);
  }
  stateRequests = 0;
  requestState(): void {
    this.stateRequests += 1;
  }
  readonly ticks: [string, boolean][] = [];
  tick(duty: string, done: boolean): Promise<Ack | null> {
    this.ticks.push([duty, done]);
    return Promise.resolve(this.answer);
  }
  words: Glossary | null = new Glossary([]);
  glossaryRequests = 0;
  glossary(): Promise<Glossary | null> {
    this.glossaryRequests += 1;
    return Promise.resolve(this.words);
  }
  whatIf(): Promise<TrialAnswer | null> {
    return Promise.resolve({ error: "No." });
  }
}

let transport: FakeTransport;
let store: ChatStore;
let stored: string | null;

function confirm(history: Message[] = [GREETING], cleared = false): void {
  transport.events.sessionConfirmed({ token: "signed", history, characterLimit: 2000, cleared });
}

function reconnect(history?: Message[]): void {
  transport.events.closed();
  transport.events.opened();
  confirm(history);
}

beforeEach(() => {
  vi.useFakeTimers();
  transport = new FakeTransport();
  stored = null;
  const tokens: TextStorage = { load: () => stored, save: (token) => (stored = token) };
  let ids = 0;
  store = new ChatStore({
    transport,
    tokens,
    onChange: () => {},
    newId: () => `u-${(ids += 1)}`,
    now: () => new Date(NOW),
  });
  store.open();
});

describe("opening", () => {
  it("asks for the session that was kept, and keeps the token that it gets", () => {
    stored = "kept";
    transport.events.opened();
    expect(transport.asked).toEqual(["kept"]);
    confirm();
    expect(stored).toBe("signed");
    expect(store.snapshot.connection).toBe("ready");
    expect(store.snapshot.conversation.messages).toEqual([GREETING]);
  });

  it("says that the server is away and begins anew when the line hangs before it is open", () => {
    vi.advanceTimersByTime(10_000);
    expect(store.snapshot.connection).toBe("away");
    expect(transport.retries).toBe(1);
  });

  it("does the same when the line is open and no session comes", () => {
    transport.events.opened();
    vi.advanceTimersByTime(10_000);
    expect(store.snapshot.connection).toBe("away");
    expect(transport.retries).toBe(1);
  });

  it("leaves a line alone that has its session", () => {
    transport.events.opened();
    confirm();
    vi.advanceTimersByTime(60_000);
    expect(store.snapshot.connection).toBe("ready");
    expect(transport.retries).toBe(0);
  });
});

describe("saying something", () => {
  it("sends it at once when there is a session", async () => {
    transport.events.opened();
    confirm();
    store.say("Two");
    await vi.advanceTimersByTimeAsync(0);
    expect(transport.sent).toEqual([{ id: "u-1", text: "Two" }]);
    expect(store.snapshot.conversation.outbox).toMatchObject([{ id: "u-1", accepted: true }]);
  });

  it("sends the payload of a pressed button with its title", () => {
    transport.events.opened();
    confirm();
    store.choose({ title: "Yes", payload: "/affirm" });
    expect(transport.sent).toEqual([{ id: "u-1", text: "Yes", payload: "/affirm" }]);
  });

  it("keeps it while the server is away, and sends it in order when it is back", () => {
    store.say("one");
    store.say("two");
    expect(transport.sent).toEqual([]);
    transport.events.opened();
    confirm();
    expect(transport.sent.map(({ text }) => text)).toEqual(["one", "two"]);
  });

  it("sends again under the same id what was accepted and then lost with the server", async () => {
    transport.events.opened();
    confirm();
    store.say("Two");
    await vi.advanceTimersByTimeAsync(0);
    reconnect();
    expect(transport.sent.map(({ id }) => id)).toEqual(["u-1", "u-1"]);
  });

  it("does not send again what the server has recorded", async () => {
    transport.events.opened();
    confirm();
    store.say("Two");
    await vi.advanceTimersByTimeAsync(0);
    reconnect([GREETING, { ...GREETING, id: "u-1", from: "user", text: "Two" }]);
    expect(transport.sent).toHaveLength(1);
  });

  it("does not send again what has been answered", async () => {
    transport.events.opened();
    confirm();
    store.say("Two");
    await vi.advanceTimersByTimeAsync(0);
    transport.events.turnDone("u-1");
    reconnect();
    expect(transport.sent).toHaveLength(1);
  });

  it("reconnects when the server does not say whether it has it", async () => {
    transport.events.opened();
    confirm();
    transport.answer = null;
    store.say("Two");
    await vi.advanceTimersByTimeAsync(0);
    expect(store.snapshot.connection).toBe("away");
    expect(transport.retries).toBe(1);
    expect(store.snapshot.conversation.outbox).toHaveLength(1);
  });
});

describe("a refusal", () => {
  beforeEach(() => {
    transport.events.opened();
    confirm();
    transport.answer = { ok: false, error: "Too long." };
  });

  it("gives the typed text back with the reason", async () => {
    store.say("a very long story");
    await vi.advanceTimersByTimeAsync(0);
    expect(store.snapshot.refusal).toEqual({ reason: "Too long.", text: "a very long story" });
    expect(store.snapshot.conversation.outbox).toEqual([]);
  });

  it("gives no text back for a button, which can be pressed again", async () => {
    store.choose({ title: "Yes", payload: "/affirm" });
    await vi.advanceTimersByTimeAsync(0);
    expect(store.snapshot.refusal).toEqual({ reason: "Too long.", text: null });
  });

  it("is forgotten with the next message", async () => {
    store.say("a very long story");
    await vi.advanceTimersByTimeAsync(0);
    transport.answer = { ok: true };
    store.say("short");
    expect(store.snapshot.refusal).toBeNull();
  });
});

describe("clearing", () => {
  it("succeeds when the server says so, and leaves nothing behind", async () => {
    transport.events.opened();
    confirm();
    store.say("Two");
    const done = store.clear();
    confirm([], true);
    expect(await done).toBe(true);
    expect(store.snapshot.conversation.messages).toEqual([]);
    expect(store.snapshot.conversation.outbox).toEqual([]);
  });

  it("fails while the server is away, and keeps what is there", async () => {
    transport.events.opened();
    confirm();
    transport.events.closed();
    expect(await store.clear()).toBe(false);
    expect(store.snapshot.conversation.messages).toEqual([GREETING]);
  });
});

describe("the state", () => {
  const state = readState({ facts: [], documents: { paths: { docx: "/documents/t.docx" }, seconds: 100 } }) as State;

  it("is kept while the line is down, and goes with the conversation that is cleared", () => {
    transport.events.opened();
    confirm();
    transport.events.stateShown(state);
    transport.events.closed();
    expect(store.snapshot.state).toBe(state);
    confirm([], true);
    expect(store.snapshot.state).toBeNull();
  });

  it("is asked for anew before its links are over", () => {
    transport.events.opened();
    confirm();
    transport.events.stateShown(state);
    vi.advanceTimersByTime(69_000);
    expect(transport.stateRequests).toBe(0);
    vi.advanceTimersByTime(2_000);
    expect(transport.stateRequests).toBe(1);
  });

  it("answers no what-if while the server is away", async () => {
    expect(await store.whatIf("elements_not_met", 4)).toBeNull();
    transport.events.opened();
    confirm();
    expect(await store.whatIf("elements_not_met", 4)).toEqual({ error: "No." });
  });
});

describe("what is ticked off", () => {
  it("is told to the server, and only while it is there", async () => {
    expect(await store.tick("2023/targeted-2/cim-team", true)).toBeNull();
    transport.events.opened();
    confirm();
    expect(await store.tick("2023/targeted-2/cim-team", true)).toEqual({ ok: true });
    expect(transport.ticks).toEqual([["2023/targeted-2/cim-team", true]]);
  });
});

describe("the words that are explained", () => {
  it("are asked for once, however often the line breaks", async () => {
    transport.events.opened();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.snapshot.glossary).toBe(transport.words);
    reconnect();
    expect(transport.glossaryRequests).toBe(1);
  });

  it("are asked for again where no answer came", async () => {
    transport.words = null;
    transport.events.opened();
    await vi.advanceTimersByTimeAsync(0);
    reconnect();
    expect(transport.glossaryRequests).toBe(2);
  });
});
