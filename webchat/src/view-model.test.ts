import { describe, expect, it } from "vitest";

import { accepted, answered, echoed, emptyConversation, restored, said, turnDone } from "./conversation";
import type { Message } from "./protocol";
import { isAnswerDue, toEntries } from "./view-model";

const options = { dayOf: (time: string) => time.slice(0, 10) };
const CHOICES = [
  { title: "Yes", payload: "/affirm" },
  { title: "No", payload: "/deny" },
];

function assistant(id: string, extra: Partial<Message> = {}): Message {
  return { id, from: "assistant", text: id, time: "2026-01-05T10:00:00Z", buttons: [], ...extra };
}

function user(id: string, text: string, time = "2026-01-05T10:01:00Z"): Message {
  return { id, from: "user", text, time, buttons: [] };
}

function conversationOf(...messages: Message[]) {
  return restored(emptyConversation, messages, 2000);
}

describe("choices", () => {
  const question = assistant("a-1", { buttons: CHOICES });

  it("are open while nothing has been said after them", () => {
    const [entry] = toEntries(conversationOf(question, assistant("a-2")), options);
    expect(entry).toMatchObject({ open: true });
    expect(entry?.choices.map(({ chosen }) => chosen)).toEqual([false, false]);
  });

  it("close with the answer, and show which one it was", () => {
    const [entry] = toEntries(conversationOf(question, user("u-1", "No")), options);
    expect(entry).toMatchObject({ open: false });
    expect(entry?.choices.map(({ chosen }) => chosen)).toEqual([false, true]);
  });

  it("close without a mark when the answer was typed", () => {
    const [entry] = toEntries(conversationOf(question, user("u-1", "not really")), options);
    expect(entry).toMatchObject({ open: false });
    expect(entry?.choices.some(({ chosen }) => chosen)).toBe(false);
  });

  it("take their mark from the next answer only", () => {
    const [entry] = toEntries(conversationOf(question, user("u-1", "hm"), user("u-2", "Yes")), options);
    expect(entry?.choices.some(({ chosen }) => chosen)).toBe(false);
  });

  it("mark one button when two have the same title", () => {
    const twins = [CHOICES[0], CHOICES[0]].filter((choice) => choice !== undefined);
    const [entry] = toEntries(conversationOf(assistant("a-1", { buttons: twins }), user("u-1", "Yes")), options);
    expect(entry?.choices.map(({ chosen }) => chosen)).toEqual([true, false]);
  });

  it("close as soon as the answer is given, before the server has it, and open again when it is refused", () => {
    const given = said(conversationOf(question), { id: "u-1", text: "No", payload: "/deny" }, question.time);
    expect(toEntries(given, options)[0]).toMatchObject({ open: false });
    expect(toEntries({ ...given, outbox: [] }, options)[0]).toMatchObject({ open: true });
  });
});

describe("the order and the state of messages", () => {
  it("shows what is not with the server last, as waiting", () => {
    const conversation = said(conversationOf(assistant("a-1")), { id: "u-1", text: "Two" }, "2026-01-05T10:02:00Z");
    expect(toEntries(conversation, options).map(({ id, waiting }) => [id, waiting])).toEqual([
      ["a-1", false],
      ["u-1", true],
    ]);
  });

  it("does not call waiting what the server has accepted", () => {
    const conversation = accepted(said(emptyConversation, { id: "u-1", text: "Two" }, "2026-01-05T10:02:00Z"), "u-1");
    expect(toEntries(conversation, options)).toMatchObject([{ id: "u-1", waiting: false }]);
  });

  it("shows a message once when it is both in the outbox and echoed", () => {
    const sent = said(emptyConversation, { id: "u-1", text: "Two" }, "2026-01-05T10:02:00Z");
    expect(toEntries(echoed(sent, user("u-1", "Two")), options)).toHaveLength(1);
  });
});

describe("who speaks, and when", () => {
  it("marks the first of several messages by one speaker", () => {
    const entries = toEntries(conversationOf(assistant("a-1"), assistant("a-2"), user("u-1", "Two")), options);
    expect(entries.map(({ startsRun }) => startsRun)).toEqual([true, false, true]);
  });

  it("marks the first message of each day, and begins a run there", () => {
    const later = assistant("a-2", { time: "2026-01-06T08:00:00Z" });
    const entries = toEntries(conversationOf(assistant("a-1"), later), options);
    expect(entries.map(({ startsDay }) => startsDay)).toEqual([true, true]);
    expect(entries.map(({ startsRun }) => startsRun)).toEqual([true, true]);
  });
});

describe("an answer is due", () => {
  it("before the greeting has come", () => {
    expect(isAnswerDue(emptyConversation)).toBe(true);
    expect(isAnswerDue(answered(emptyConversation, assistant("a-1")))).toBe(false);
  });

  it("while a turn runs, and no longer", () => {
    const running = echoed(conversationOf(assistant("a-1")), user("u-1", "Two"));
    expect(isAnswerDue(running)).toBe(true);
    expect(isAnswerDue(turnDone(running, "u-1"))).toBe(false);
  });
});
