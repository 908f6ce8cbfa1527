/** Every word that the chat itself says. What the assistant says comes from the server. */

export interface Wording {
  readonly language: string;
  readonly name: string;
  /** What this is, what it is not, and what must not be typed; the strong parts are set in bold. */
  readonly about: readonly { readonly text: string; readonly strong?: boolean }[];
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
}

const english: Wording = {
  language: "en-US",
  name: "CIM Assistant",
  about: [
    { text: "Explains the level in your Annual Determination Letter and what it asks of you." },
    { text: "Your letter prevails.", strong: true },
    { text: "Do not enter pupil information.", strong: true },
  ],
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
};

export const wording: Wording = english;

export function clockTime(time: string): string {
  return new Intl.DateTimeFormat(wording.language, { hour: "numeric", minute: "2-digit" }).format(new Date(time));
}

/** The local day: equal for two times of one day, and readable. */
export function calendarDay(time: string): string {
  return new Intl.DateTimeFormat(wording.language, { dateStyle: "full" }).format(new Date(time));
}

function number(count: number): string {
  return new Intl.NumberFormat(wording.language).format(count);
}

function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
