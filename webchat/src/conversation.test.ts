import { describe, expect, it } from "vitest";

import {
  accepted,
  answered,
  cleared,
  echoed,
  emptyConversation,
  refused,
  restored,
  said,
  turnDone,
} from "./conversation";
import type { Message } from "./protocol";

const TIME = "2026-01-05T10:00:00.000Z";
const greeting: Message = { id: "a-1", from: "assistant", text: "Hello.", time: TIME, buttons: [] };
const mine: Message = { id: "u-1", from: "user", text: "Two", time: TIME, buttons: [] };
const waiting = said(emptyConversation, { id: "u-1", text: "Two" }, TIME);

describe("saying something", () => {
  it("keeps it in the outbox until its turn is over", () => {
    const taken = accepted(waiting, "u-1");
    expect(taken.outbox.map(({ id }) => id)).toEqual(["u-1"]);
    expect(turnDone(echoed(taken, mine), "u-1").outbox).toEqual([]);
  });

  it("has the turn running from acceptance to its end", () => {
    const taken = accepted(waiting, "u-1");
    expect([...taken.running]).toEqual(["u-1"]);
    expect(turnDone(taken, "u-1").running.size).toBe(0);
  });

  it("is not brought back by an acceptance that comes after the end of the turn", () => {
    const over = turnDone(echoed(waiting, mine), "u-1");
    expect(accepted(over, "u-1")).toBe(over);
  });

  it("is taken out again when the server refuses it", () => {
    expect(refused(waiting, "u-1").outbox).toEqual([]);
  });
});

describe("what the server sends", () => {
  it("is added once, however often it comes", () => {
    expect(answered(answered(emptyConversation, greeting), greeting).messages).toEqual([greeting]);
  });

  it("shows what another tab said, with its turn running", () => {
    const conversation = echoed(emptyConversation, mine);
    expect(conversation.messages).toEqual([mine]);
    expect([...conversation.running]).toEqual(["u-1"]);
  });
});

describe("a restored history", () => {
  it("replaces the messages and keeps what the server has not got", () => {
    const conversation = restored(accepted(waiting, "u-1"), [greeting], 2000);
    expect(conversation.messages).toEqual([greeting]);
    expect(conversation.outbox).toMatchObject([{ id: "u-1", accepted: false }]);
    expect(conversation.running.size).toBe(0);
    expect(conversation.characterLimit).toBe(2000);
  });

  it("empties the outbox of what the server has recorded", () => {
    expect(restored(waiting, [greeting, mine], 2000).outbox).toEqual([]);
  });
});

describe("a cleared conversation", () => {
  it("keeps nothing that was said, nor what was waiting to be sent", () => {
    const conversation = cleared({ ...answered(waiting, greeting), characterLimit: 2000 });
    expect(conversation).toEqual({ ...emptyConversation, characterLimit: 2000 });
  });
});
