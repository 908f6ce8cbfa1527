/** From the state to what the panel draws: pure, and without a word of wording. */
import type { Criterion, Outcome, Result, Source, State, Task } from "./state";

/** In the order in which they matter to a reader. */
export const OUTCOMES: readonly Outcome[] = ["met", "cannot_tell", "not_met", "not_applicable"];

export interface Group {
  readonly outcome: Outcome;
  readonly criteria: readonly Criterion[];
}

/** The criteria by outcome, the met ones first; no group is empty. */
export function groupByOutcome(result: Result): readonly Group[] {
  return OUTCOMES.map((outcome) => ({
    outcome,
    criteria: result.criteria.filter((criterion) => criterion.outcome === outcome),
  })).filter(({ criteria }) => criteria.length > 0);
}

/** The named sources that the result knows, each once, in the order given. */
export function sourcesOf(ids: readonly string[], { sources }: Result): readonly Source[] {
  return [...new Set(ids)].map((id) => sources[id]).filter((source) => source !== undefined);
}

/** How much of the interview is behind, from 0 to 1; null while that cannot be said. */
export function share({ answered, left }: State): number | null {
  return left === null || answered + left === 0 ? null : answered / (answered + left);
}

/** The years with which the conversation's own year can be compared, the latest first. */
export function otherYears({ year, years }: State): readonly number[] {
  return years.filter((other) => other !== year).reverse();
}

export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** How many of the tasks are ticked off. */
export function progressOf(tasks: readonly Task[]): Progress {
  return { done: tasks.filter(({ done }) => done).length, of: tasks.length };
}

/** Whether what is said once of most due dates holds for this one. A date that a site has set stands for itself. */
export function isDueAsUsual({ due }: Task, { usual_due: usual }: Result): boolean {
  return due.date === null && !due.local && due.text === usual;
}

/** Everything that must be done, over all levels and steps. */
export function tasksOf({ duties }: Result): readonly Task[] {
  return duties.flatMap(({ steps }) => steps.flatMap(({ tasks }) => tasks));
}
