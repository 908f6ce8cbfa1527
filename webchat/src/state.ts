/**
 * Where the conversation stands, as the server's `state` event tells it: see docs/web-protocol.md.
 *
 * As with messages, nothing is trusted to have its shape: a state that is not one is dropped.
 */
import { isChoice, isRecord, isText, type Choice } from "./protocol";

export type Outcome = "met" | "cannot_tell" | "not_met" | "not_applicable";
/** `follows`: nobody said it, it follows from another answer. `declined`: the user is not sure. `open`: not asked yet. */
export type FactKind = "given" | "follows" | "declined" | "open";

export interface Fact {
  readonly id: string;
  readonly label: string;
  /** In words; null where it is not known. */
  readonly value: string | null;
  readonly kind: FactKind;
  /** What starts the correction in the chat. */
  readonly change: Choice | null;
}

export interface Source {
  readonly title: string;
  readonly href: string | null;
  readonly read_as: string;
  readonly local: boolean;
}

export interface Station {
  readonly title: string;
  /** The best outcome among its criteria. */
  readonly outcome: Outcome;
  /** The outcome of each of its criteria, in their order. */
  readonly criteria: readonly Outcome[];
  readonly result: boolean;
  readonly possible: boolean;
  readonly designation: boolean;
}

export interface Criterion {
  readonly title: string;
  readonly outcome: Outcome;
  readonly because: string;
  readonly inference: string | null;
  readonly sources: readonly string[];
}

export interface Task {
  /** By which it is ticked off. */
  readonly id: string;
  readonly done: boolean;
  readonly title: string;
  readonly what: string;
  readonly deliverable: string | null;
  readonly support: string | null;
  readonly due: { readonly date: string | null; readonly text: string; readonly local: boolean };
  readonly inference: string | null;
  readonly local: boolean;
  readonly sources: readonly string[];
}

/** `step` is null for what belongs to no step. */
export interface Step {
  readonly step: number | null;
  readonly tasks: readonly Task[];
}

export interface Duties {
  readonly title: string;
  readonly support: string;
  readonly steps: readonly Step[];
}

export interface Note {
  readonly text: string;
  readonly local: boolean;
  readonly sources: readonly string[];
}

export interface Result {
  readonly status: string;
  readonly headline: string;
  readonly summary: string;
  readonly path: readonly Station[];
  readonly criteria: readonly Criterion[];
  readonly duties: readonly Duties[];
  /** What is said most often of when a duty is due, where there is no day; null where nothing is said twice. */
  readonly usual_due: string | null;
  readonly notes: readonly Note[];
  readonly sources: Readonly<Record<string, Source>>;
}

/** A fact that can be tried with another value, and the values that the year's rules tell apart. */
export interface Variable {
  readonly id: string;
  readonly label: string;
  readonly now: string | null;
  readonly options: readonly { readonly value: unknown; readonly title: string }[];
}

export interface Documents {
  /** File ending to path on the server. */
  readonly paths: Readonly<Record<string, string>>;
  /** How long the paths are good for. */
  readonly seconds: number;
}

export interface Lea {
  readonly name: string;
  /** Its result, or how far it has come, in a few words. */
  readonly standing: string;
  /** What goes to it in the chat; null for the one that the answers are of. */
  readonly change: Choice | null;
}

export interface State {
  /** The name of the LEA that the answers are of; null while it has none. */
  readonly lea: string | null;
  readonly leas: readonly Lea[];
  readonly year: number | null;
  readonly answered: number;
  readonly left: number | null;
  readonly settled: boolean;
  readonly facts: readonly Fact[];
  readonly result: Result | null;
  readonly variables: readonly Variable[];
  readonly years: readonly number[];
  readonly documents: Documents | null;
}

export interface Trial {
  readonly headline: string;
  readonly summary: string;
  readonly reasons: readonly string[];
  readonly same: boolean;
  readonly sentences: readonly string[];
}

/** What came of a what-if: the trial, or the server's reason against it. */
export type TrialAnswer = { readonly trial: Trial } | { readonly error: string };

const OUTCOMES = ["met", "cannot_tell", "not_met", "not_applicable"];
const KINDS = ["given", "follows", "declined", "open"];

export function readState(value: unknown): State | null {
  if (!isRecord(value) || !Array.isArray(value["facts"])) return null;
  const { lea, leas, year, answered, left, settled, facts, result, variables, years, documents } = value;
  return {
    lea: isText(lea) ? lea : null,
    leas: list(leas, isRecord).map(readLea).filter((one) => one !== null),
    year: typeof year === "number" ? year : null,
    answered: typeof answered === "number" ? answered : 0,
    left: typeof left === "number" ? left : null,
    settled: settled === true,
    facts: facts.filter(isFact),
    result: isResult(result) ? result : null,
    variables: list(variables, isVariable),
    years: list(years, (one): one is number => typeof one === "number"),
    documents: readDocuments(documents),
  };
}

export function readTrialAnswer(value: unknown): TrialAnswer | null {
  if (!isRecord(value)) return null;
  if (value["ok"] !== true) return isText(value["error"]) ? { error: value["error"] } : null;
  const trial = value["result"];
  if (!isRecord(trial) || !isText(trial["headline"])) return null;
  return {
    trial: {
      headline: trial["headline"],
      summary: isText(trial["summary"]) ? trial["summary"] : "",
      reasons: list(trial["reasons"], isText),
      same: trial["same"] === true,
      sentences: list(trial["sentences"], isText),
    },
  };
}

function readDocuments(value: unknown): Documents | null {
  if (!isRecord(value) || !isRecord(value["paths"])) return null;
  const paths = Object.entries(value["paths"]).filter(
    // A path of the server's own, never an address elsewhere.
    (entry): entry is [string, string] => isText(entry[1]) && /^\/[^/\\]/.test(entry[1]),
  );
  const seconds = value["seconds"];
  return { paths: Object.fromEntries(paths), seconds: typeof seconds === "number" ? seconds : 0 };
}

function readLea({ name, standing, switch: change }: Record<string, unknown>): Lea | null {
  if (!isText(name)) return null;
  return { name, standing: isText(standing) ? standing : "", change: isChoice(change) ? change : null };
}

function isFact(value: unknown): value is Fact {
  return isRecord(value) && isText(value["id"]) && isText(value["label"]) && KINDS.includes(String(value["kind"]));
}

function isVariable(value: unknown): value is Variable {
  return isRecord(value) && isText(value["id"]) && isText(value["label"]) && Array.isArray(value["options"]);
}

function isResult(value: unknown): value is Result {
  if (!isRecord(value) || !isText(value["headline"]) || !isRecord(value["sources"])) return false;
  const isOutcome = (one: unknown) => OUTCOMES.includes(String(one));
  const isJudged = (one: unknown) => isRecord(one) && isOutcome(one["outcome"]);
  return (
    isListOf(value["path"], (one) => isJudged(one) && isListOf((one as Station).criteria, isOutcome)) &&
    isListOf(value["criteria"], (one) => isJudged(one) && isListOf((one as Criterion).sources, isText)) &&
    isListOf(value["notes"], (one) => isRecord(one) && isListOf(one["sources"], isText)) &&
    isListOf(value["duties"], isDuties)
  );
}

function isDuties(value: unknown): boolean {
  const isTask = (one: unknown) =>
    isRecord(one) && isText(one["id"]) && isRecord(one["due"]) && isListOf(one["sources"], isText);
  return isRecord(value) && isListOf(value["steps"], (step) => isRecord(step) && isListOf(step["tasks"], isTask));
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function list<T>(value: unknown, isOne: (one: unknown) => one is T): readonly T[] {
  return Array.isArray(value) ? value.filter(isOne) : [];
}
