/** Every word that the chat itself says. What the assistant says comes from the server. */

import type { Progress } from "./panel-model";
import type { Outcome } from "./state";

export interface Wording {
  readonly language: string;
  readonly name: string;
  /** What this is, what it is not, and what must not be typed; the strong parts are set in bold. */
  readonly about: readonly { readonly text: string; readonly strong?: boolean }[];
  /** Leads from the top to the message box. */
  readonly skip: string;
  readonly conversation: string;
  readonly messages: string;
  readonly assistant: string;
  readonly user: string;
  readonly said: string;
  readonly choices: string;
  readonly chosen: string;
  readonly waiting: string;
  readonly typing: string;
  readonly latest: string;
  readonly opensInNewTab: string;
  readonly table: string;
  /** Stands before the source of what a word means. */
  readonly source: string;
  readonly composer: {
    readonly form: string;
    readonly label: string;
    readonly placeholder: string;
    readonly send: string;
    readonly keys: string;
    readonly left: (count: number) => string;
    readonly over: (count: number) => string;
    readonly refused: string;
  };
  readonly trouble: {
    readonly away: string;
    readonly offline: string;
    readonly retry: string;
    readonly back: string;
  };
  readonly clear: {
    readonly open: string;
    readonly openRest: string;
    readonly title: string;
    readonly text: string;
    readonly confirm: string;
    readonly cancel: string;
    readonly failed: string;
    readonly done: string;
  };
  readonly widget: { readonly open: string; readonly close: string };
  readonly panel: {
    readonly name: string;
    readonly show: string;
    /** Instead of `show`, as soon as there is something to tick off and to keep. */
    readonly showChecklist: string;
    readonly hide: string;
    readonly year: (year: number) => string;
    readonly noYear: string;
    readonly empty: string;
    readonly coming: { readonly answers: string; readonly level: string; readonly duties: string };
    readonly progress: (answered: number, left: number | null) => string;
    readonly possible: (titles: readonly string[]) => string;
    readonly noLevel: string;
    readonly leas: string;
    readonly thisLea: string;
    readonly goTo: string;
    readonly answers: string;
    readonly unknown: string;
    readonly declined: string;
    readonly follows: string;
    readonly edit: string;
    readonly path: string;
    readonly pathFrom: string;
    readonly here: string;
    readonly outcomes: Readonly<Record<Outcome, string>>;
    readonly criteria: (count: number) => string;
    readonly drawing: string;
    readonly beside: string;
    readonly stillPossible: string;
    readonly sources: (count: number) => string;
    readonly inferred: string;
    readonly local: string;
    readonly duties: string;
    readonly dutiesKept: string;
    readonly done: (progress: Progress) => string;
    readonly notTicked: string;
    readonly step: (step: number | null) => string;
    readonly support: string;
    readonly handIn: string;
    readonly due: string;
    readonly noDate: string;
    readonly usualDue: string;
    readonly notes: string;
    readonly keep: string;
    readonly documents: Readonly<Record<string, string>>;
    readonly noCalendar: string;
    readonly trial: {
      readonly title: string;
      readonly about: string;
      readonly fact: string;
      readonly value: string;
      readonly year: string;
      readonly choose: string;
      readonly now: (value: string | null) => string;
      readonly label: string;
      readonly same: string;
      readonly failed: string;
    };
  };
}

const english: Wording = {
  language: "en-US",
  name: "CIM Assistant",
  about: [
    { text: "Explains the level in your Annual Determination Letter and what it asks of you." },
    { text: "This is not CDE, and not legal advice.", strong: true },
    { text: "Your letter prevails.", strong: true },
    { text: "Do not enter pupil information.", strong: true },
  ],
  skip: "Skip to the message box",
  conversation: "Conversation",
  messages: "Messages",
  assistant: "Assistant",
  user: "You",
  said: "said",
  choices: "Answers to choose from",
  chosen: "your choice",
  waiting: "Waiting to be sent",
  typing: "The assistant is preparing an answer.",
  latest: "Jump to latest",
  opensInNewTab: "(opens in a new tab)",
  table: "Table",
  source: "Source:",
  composer: {
    form: "Your message",
    label: "Your answer or question",
    placeholder: "Type your answer",
    send: "Send",
    keys: "Enter sends. Shift and Enter start a new line.",
    left: (count) => `${number(count)} ${plural(count, "character", "characters")} left.`,
    over: (count) =>
      `${number(count)} ${plural(count, "character", "characters")} too many. Please shorten your message.`,
    refused: "That message could not be sent. Please try again.",
  },
  trouble: {
    away: "The assistant can’t be reached right now. We keep trying. What you send is kept and goes out as soon as it is back.",
    offline: "You are offline. What you send is kept and goes out as soon as you are back online.",
    retry: "Try now",
    back: "Connected again.",
  },
  clear: {
    open: "Clear",
    openRest: "conversation",
    title: "Delete this conversation?",
    text: "Your answers and the result are deleted here and on the server. This can’t be undone.",
    confirm: "Delete conversation",
    cancel: "Keep it",
    failed:
      "It was not deleted, because the assistant can’t be reached. Please try again when the connection is back.",
    done: "The conversation was deleted. A new one has begun.",
  },
  widget: { open: "Find your CIM level", close: "Close the assistant" },
  panel: {
    name: "Where you stand",
    show: "Details",
    showChecklist: "Checklist",
    hide: "Back to chat",
    year: (year) => `Monitoring year ${year}`,
    noYear: "Year not known yet",
    empty: "Your answers and the level that follows from them appear here.",
    coming: {
      answers: "Your answers, each of which you can change",
      level: "Your level, with the rule and the source behind it",
      duties: "What must be done by when, to tick off, print or keep",
    },
    progress: (answered, left) =>
      left === null || left === 0
        ? `${number(answered)} ${plural(answered, "answer", "answers")}`
        : `${number(answered)} ${plural(answered, "answer", "answers")}, at most ${number(left)} to go`,
    possible: (titles) => `Still possible: ${either(titles)}.`,
    noLevel: "No level in our sources",
    leas: "Your LEAs",
    thisLea: "Shown here",
    goTo: "Go to",
    answers: "Your answers",
    unknown: "Not answered yet",
    declined: "Not sure (left open)",
    follows: "follows from another answer",
    edit: "Edit",
    path: "How the level is found",
    pathFrom: "From the most intensive level down. We name the first whose criteria are met; the sources state no order, and your letter decides.",
    here: "your result",
    outcomes: {
      met: "Met",
      cannot_tell: "Can’t tell yet",
      not_met: "Not met",
      not_applicable: "Doesn’t apply",
    },
    criteria: (count) => `${number(count)} ${plural(count, "criterion", "criteria")}`,
    drawing: "Drawing of the way through the criteria. The list that follows says the same.",
    beside: "Beside the level",
    stillPossible: "still possible",
    sources: (count) => `${number(count)} ${plural(count, "source", "sources")}`,
    inferred: "Our conclusion",
    local: "Local",
    duties: "What must be done",
    dutiesKept: "Your ticks are kept with this conversation, and stand in what you download.",
    done: ({ done, of }) => `${number(done)} of ${number(of)} done`,
    notTicked: "That could not be kept, because the assistant can’t be reached. Please try again.",
    step: (step) => (step === null ? "Across the steps" : `Step ${step}`),
    support: "Support:",
    handIn: "Must be ready:",
    due: "Due:",
    noDate: "Date not in our sources",
    usualDue: "Where the date is not in our sources:",
    notes: "Please note",
    keep: "Keep it",
    documents: { docx: "Checklist (Word)", html: "Print view", ics: "Due dates (calendar)", json: "Data (JSON)" },
    noCalendar: "There is no calendar, because our sources give no due date.",
    trial: {
      title: "What if?",
      about: "Try another answer, or another year. Your real answers stay as they are.",
      fact: "Answer to try",
      value: "Value to try",
      year: "Same answers in another year",
      choose: "Choose",
      now: (value) => (value === null ? "Not answered yet" : `Your answer: ${value}`),
      label: "Only a trial, not your result",
      same: "The result would stay the same.",
      failed: "This can’t be tried while the assistant can’t be reached.",
    },
  },
};

export const wording: Wording = english;

export function clockTime(time: string): string {
  return new Intl.DateTimeFormat(wording.language, { hour: "numeric", minute: "2-digit" }).format(new Date(time));
}

/** A day without a time, as "2023-05-01" gives it: the same day wherever it is read. */
export function plainDay(day: string): string {
  const format = new Intl.DateTimeFormat(wording.language, { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** The local day: equal for two times of one day, and readable. */
export function calendarDay(time: string): string {
  return new Intl.DateTimeFormat(wording.language, { dateStyle: "full" }).format(new Date(time));
}

function number(count: number): string {
  return new Intl.NumberFormat(wording.language).format(count);
}

function either(parts: readonly string[]): string {
  return new Intl.ListFormat(wording.language, { type: "disjunction" }).format(parts);
}

function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
