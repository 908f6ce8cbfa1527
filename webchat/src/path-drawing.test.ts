import { describe, expect, it } from "vitest";

import { drawing } from "./path-drawing";
import type { Outcome, Result, Station } from "./state";

function station(title: string, criteria: Outcome[], more: Partial<Station> = {}): Station {
  const outcome = criteria[0] ?? "not_met";
  return { title, outcome, criteria, result: false, possible: false, designation: false, ...more };
}

function drawn(path: Station[], status = "determined") {
  return drawing({ path, status } as unknown as Result);
}

const HIGH = station("Intensive Level 3", ["not_applicable"]);
const MIDDLE = station("Targeted Level 3", ["not_met", "met", "not_met"], { result: true, possible: true });
const LOW = station("Universal", ["not_met"]);
const BESIDE = station("Significantly disproportionate", ["met"], { result: true, designation: true });

describe("the drawing of the way through the criteria", () => {
  const { levels, designations, line, way, height, label } = drawn([HIGH, MIDDLE, LOW, BESIDE]);

  it("has a stop for every criterion, one below the other", () => {
    const stops = [...levels, ...designations].flatMap(({ stops }) => stops);
    expect(stops.map(({ outcome }) => outcome)).toEqual(["not_applicable", "not_met", "met", "not_met", "not_met", "met"]);
    expect(stops.map(({ y }) => y)).toEqual(stops.map(({ y }) => y).toSorted((one, other) => one - other));
  });

  it("leads down to the first criterion that is met and from there to its level", () => {
    expect(levels[1]?.stops.map(({ leads }) => leads)).toEqual([false, true, false]);
    expect(way).toBe(levels[1]?.stops[1]?.y);
    expect(line?.to).toBe(levels[2]?.stops[0]?.y);
  });

  it("keeps everything inside and apart", () => {
    const boxes = [...levels, ...designations];
    boxes.slice(1).forEach((box, at) => expect(box.y).toBeGreaterThan((boxes[at]?.y ?? 0) + (boxes[at]?.height ?? 0)));
    for (const { y, height, stops } of boxes) {
      for (const stop of stops) expect(stop.y > y && stop.y < y + height).toBe(true);
    }
    expect(height).toBeGreaterThan((designations[0]?.y ?? 0) + (designations[0]?.height ?? 0));
  });

  it("sets designations apart and breaks their long names", () => {
    expect(label).not.toBeNull();
    expect(designations[0]?.lines).toEqual(["Significantly", "disproportionate"]);
  });

  it("stops at the first criterion that can't be told yet, and marks the levels that are possible", () => {
    const open = { possible: true };
    const path = [HIGH, station("Targeted Level 3", ["cannot_tell"], open), station("Targeted Level 2", ["met"], open)];
    const { levels, way } = drawn(path, "undetermined");
    expect(way).toBe(levels[1]?.stops[0]?.y);
    expect(levels.map(({ kind }) => kind)).toEqual(["other", "possible", "possible"]);
  });

  it("has no line and no label where the year's sources give designations only", () => {
    const { line, way, label, designations } = drawn([BESIDE]);
    expect([line, way, label]).toEqual([null, null, null]);
    expect(designations[0]?.stops[0]?.leads).toBe(true);
  });

  it("shows no way where no level is found", () => {
    expect(drawn([HIGH, LOW], "not_covered").way).toBeNull();
  });
});
