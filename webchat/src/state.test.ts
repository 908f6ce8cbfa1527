import { describe, expect, it } from "vitest";

import { groupByOutcome, isDueAsUsual, otherYears, progressOf, share, sourcesOf, tasksOf } from "./panel-model";
import { readState, readTrialAnswer, type Result, type State } from "./state";

const CRITERION = { title: "Targeted Level 2", because: "Three.", inference: null, sources: ["A", "B", "A"] };
const TASK = {
  ...{ id: "2023/targeted-2/plan", title: "", what: "", deliverable: null, support: null, inference: null },
  ...{ local: false, sources: [], due: { date: null, text: "", local: false } },
};
const RESULT = {
  status: "determined",
  headline: "Targeted Level 2 in monitoring year 2023",
  summary: "",
  path: [{ title: "Targeted Level 2", outcome: "met", criteria: ["met"], result: true, possible: true, designation: false }],
  criteria: [
    { ...CRITERION, outcome: "not_met" },
    { ...CRITERION, outcome: "met" },
  ],
  duties: [],
  usual_due: null,
  notes: [],
  sources: { A: { title: "A page", href: "https://a.example", read_as: "", local: false } },
};
const WIRE = {
  lea: "Oak Valley",
  leas: [
    { name: "Cedar", standing: "no answers yet", switch: { title: "Go to Cedar", payload: "/go" } },
    { name: "Oak Valley", standing: "still open", switch: null },
  ],
  year: 2023,
  answered: 3,
  left: 6,
  settled: false,
  facts: [{ id: "elements_not_met", label: "Elements not met", value: "3", kind: "given", change: null }],
  result: RESULT,
  variables: [{ id: "elements_not_met", label: "Elements not met", now: "3", options: [{ value: 0, title: "0" }] }],
  years: [2022, 2023, 2024],
  documents: { paths: { docx: "/documents/t.docx" }, seconds: 900 },
};

describe("a state from the server", () => {
  it("is read whole", () => {
    const leas = WIRE.leas.map(({ name, standing, switch: change }) => ({ name, standing, change }));
    expect(readState(WIRE)).toEqual({ ...WIRE, leas });
  });

  it.each([null, [], {}, { facts: "none" }])("is dropped when it is %j", (value) => {
    expect(readState(value)).toBeNull();
  });

  it("loses a result that is not whole, and stays", () => {
    const criteria = [{ ...CRITERION, outcome: "perhaps" }];
    expect(readState({ ...WIRE, result: { ...RESULT, criteria } })?.result).toBeNull();
    expect(readState({ ...WIRE, result: { ...RESULT, duties: [{}] } })?.result).toBeNull();
    expect(readState({ ...WIRE, result: { ...RESULT, path: [{ outcome: "met" }] } })?.result).toBeNull();
  });

  it("loses an LEA without a name, and a way to one that can't be pressed", () => {
    const leas = [{ standing: "open" }, { name: "Cedar", switch: "/go" }, null];
    expect(readState({ ...WIRE, leas })?.leas).toEqual([{ name: "Cedar", standing: "", change: null }]);
  });

  it("takes no document from anywhere but the server itself", () => {
    const paths = { docx: "https://elsewhere.example/", html: "//elsewhere.example/", json: "/documents/t.json" };
    const documents = { paths: { ...paths, ics: "javascript:alert(1)" }, seconds: 900 };
    expect(readState({ ...WIRE, documents })?.documents?.paths).toEqual({ json: "/documents/t.json" });
  });
});

describe("the answer to a what-if", () => {
  it("is the trial, or the reason why there is none", () => {
    const trial = { headline: "Universal", summary: "", reasons: ["One."], same: false, sentences: [] };
    expect(readTrialAnswer({ ok: true, result: trial })).toEqual({ trial });
    expect(readTrialAnswer({ ok: false, error: "Not that." })).toEqual({ error: "Not that." });
    expect(readTrialAnswer({ ok: true })).toBeNull();
  });
});

describe("what the panel draws", () => {
  const state = readState(WIRE) as State;

  it("has the met criteria first, and no group without any", () => {
    expect(groupByOutcome(RESULT as Result).map(({ outcome }) => outcome)).toEqual(["met", "not_met"]);
  });

  it("names each known source once", () => {
    expect(sourcesOf(CRITERION.sources, RESULT as Result)).toEqual([RESULT.sources.A]);
  });

  it("knows how far the interview is, as soon as that can be said", () => {
    expect(share(state)).toBeCloseTo(1 / 3);
    expect(share({ ...state, left: null })).toBeNull();
  });

  it("counts what is done over all levels and steps", () => {
    const task = (done: boolean) => ({ ...TASK, done });
    const duties = [
      { title: "", support: "", steps: [{ step: 1, tasks: [task(true), task(false)] }] },
      { title: "", support: "", steps: [{ step: null, tasks: [task(false)] }] },
    ];
    expect(progressOf(tasksOf({ ...(RESULT as Result), duties }))).toEqual({ done: 1, of: 3 });
    expect(progressOf([])).toEqual({ done: 0, of: 0 });
  });

  it("takes what is said once for all to hold for no day, no other words, and nothing that a site has set", () => {
    const result = { ...(RESULT as Result), usual_due: "None." };
    const due = { date: null, text: "None.", local: false };
    const asUsual = (other: object) => isDueAsUsual({ ...TASK, done: false, due: { ...due, ...other } }, result);
    expect(asUsual({})).toBe(true);
    expect(asUsual({ text: "By June." })).toBe(false);
    expect(asUsual({ date: "2023-05-01" })).toBe(false);
    expect(asUsual({ local: true })).toBe(false);
    expect(isDueAsUsual({ ...TASK, done: false, due }, RESULT as Result)).toBe(false);
  });

  it("compares with the other years, the latest first", () => {
    expect(otherYears(state)).toEqual([2024, 2022]);
  });
});
