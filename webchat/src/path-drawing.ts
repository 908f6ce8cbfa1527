/**
 * The way through the criteria as a drawing: where everything stands, in units of its own. Pure, and without a word.
 *
 * Criteria are stops on a line, the most intensive level's first; beside them stand the levels that they lead to. The
 * way goes down the line to the first criterion that is met, and from there to its level. Designations are no part of
 * that line: each stands alone below it.
 */
import type { Outcome, Result, Station } from "./state";

export const WIDTH = 300;
export const LINE_X = 16;
export const BOX_X = 142;
const ROW = 32;
const GAP = 8;
const TEXT = 16;
const PADDING = 8;
const LABEL = 26;
/** Characters in a line of a box. */
const LINE_LENGTH = 19;

export interface Stop {
  readonly y: number;
  readonly outcome: Outcome;
  /** The criterion by which the way leaves the line, or a designation's that is met. */
  readonly leads: boolean;
}

export interface Box {
  readonly y: number;
  readonly height: number;
  readonly lines: readonly string[];
  readonly kind: "result" | "possible" | "other";
  readonly stops: readonly Stop[];
}

export interface Drawing {
  readonly height: number;
  readonly levels: readonly Box[];
  readonly designations: readonly Box[];
  /** Where the line begins and ends; null without levels. */
  readonly line: { readonly from: number; readonly to: number } | null;
  /** How far down the line the way is known; null where it leads to no level. */
  readonly way: number | null;
  /** Where the heading of the designations stands; null where it is not needed. */
  readonly label: number | null;
}

export function drawing({ path, status }: Result): Drawing {
  const isOpen = status === "undetermined";
  const levels = stack(path.filter(({ designation }) => !designation), levelsTop(path), isOpen);
  const bottom = end(levels) ?? 0;
  const besides = path.filter(({ designation }) => designation);
  const label = levels.length > 0 && besides.length > 0 ? bottom + LABEL / 2 : null;
  const designations = stack(besides, label === null ? bottom : bottom + LABEL, isOpen);
  const stops = levels.flatMap((level) => level.stops);
  return {
    height: (end(designations) ?? bottom) + 2,
    levels,
    designations,
    line: stops.length === 0 ? null : { from: LINE_X / 2, to: stops.at(-1)?.y ?? 0 },
    way: (isOpen ? stops.find(({ outcome }) => outcome === "cannot_tell") : stops.find(({ leads }) => leads))?.y ?? null,
    label,
  };
}

/** Room for the beginning of the line. */
function levelsTop(path: readonly Station[]): number {
  return path.some(({ designation }) => !designation) ? LINE_X : 2;
}

function stack(stations: readonly Station[], top: number, isOpen: boolean): readonly Box[] {
  const boxes: Box[] = [];
  let y = top;
  for (const station of stations) {
    const box = boxOf(station, y, isOpen);
    boxes.push(box);
    y += box.height + GAP;
  }
  return boxes;
}

function boxOf({ title, criteria, result, possible }: Station, y: number, isOpen: boolean): Box {
  const lines = broken(title);
  const kind = result ? "result" : possible && isOpen ? "possible" : "other";
  const text = (lines.length + (kind === "other" ? 0 : 1)) * TEXT + PADDING;
  const height = Math.max(criteria.length * ROW, text);
  const first = y + (height - criteria.length * ROW) / 2 + ROW / 2;
  const deciding = result ? criteria.indexOf("met") : -1;
  const stops = criteria.map((outcome, at) => ({ y: first + at * ROW, outcome, leads: at === deciding }));
  return { y, height, lines, kind, stops };
}

/** A title in lines that fit into a box. */
function broken(title: string): readonly string[] {
  const lines: string[] = [];
  for (const word of title.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE_LENGTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function end(boxes: readonly Box[]): number | null {
  const last = boxes.at(-1);
  return last === undefined ? null : last.y + last.height;
}
