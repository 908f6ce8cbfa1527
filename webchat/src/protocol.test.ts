import { describe, expect, it } from "vitest";

import { readAck, readMessage, readSessionConfirm, readTurnDone } from "./protocol";

const TIME = "2026-01-05T10:00:00.000Z";
const QUESTION = {
  id: "a-1",
  from: "assistant",
  text: "How many?",
  time: TIME,
  buttons: [{ title: "None", payload: "/none" }],
};

describe("a message from the server", () => {
  it("is read with its buttons and its structured content", () => {
    expect(readMessage({ ...QUESTION, custom: { level: "targeted-1" } })).toEqual({
      ...QUESTION,
      custom: { level: "targeted-1" },
    });
  });

  it("has an empty list of buttons when it offers none", () => {
    expect(readMessage({ id: "a-2", from: "assistant", text: "Thank you.", time: TIME })?.buttons).toEqual([]);
  });

  it("loses the buttons that are not whole, and stays", () => {
    const buttons = [{ title: "None" }, null, "None", { title: "Some", payload: "/some" }];
    expect(readMessage({ ...QUESTION, buttons })?.buttons).toEqual([{ title: "Some", payload: "/some" }]);
  });

  it.each([null, "text", [], {}, { ...QUESTION, id: 1 }, { ...QUESTION, text: "" }, { ...QUESTION, from: "system" }])(
    "is dropped when it is %j",
    (value) => {
      expect(readMessage(value)).toBeNull();
    },
  );
});

describe("a confirmed session", () => {
  it("carries the history and the limit", () => {
    expect(
      readSessionConfirm({ token: "t", history: [QUESTION, "junk"], limits: { characters: 2000 } }),
    ).toEqual({ token: "t", history: [QUESTION], characterLimit: 2000, cleared: false });
  });

  it("sets no limit of its own when the server states none", () => {
    expect(readSessionConfirm({ token: "t", history: [] })?.characterLimit).toBe(Infinity);
  });

  it("says when it stands in for a deleted one", () => {
    expect(readSessionConfirm({ token: "t", history: [], cleared: true })?.cleared).toBe(true);
  });

  it("is none without a token", () => {
    expect(readSessionConfirm({ history: [] })).toBeNull();
  });
});

describe("the smaller answers", () => {
  it("reads an acknowledgement and a refusal with its reason", () => {
    expect(readAck({ ok: true })).toEqual({ ok: true });
    expect(readAck({ ok: false, error: "Too long." })).toEqual({ ok: false, error: "Too long." });
    expect(readAck({ ok: false })).toBeNull();
    expect(readAck(undefined)).toBeNull();
  });

  it("reads whose turn is over", () => {
    expect(readTurnDone({ id: "u-1" })).toBe("u-1");
    expect(readTurnDone({})).toBeNull();
  });
});
