/**
 * What travels over the wire: see docs/web-protocol.md.
 *
 * Nothing from the network is trusted to have its shape: a message that is not one is dropped here, so that the
 * rest of the code may rely on the types.
 */

export type Speaker = "user" | "assistant";

export interface Choice {
  readonly title: string;
  readonly payload: string;
}

export interface Message {
  readonly id: string;
  readonly from: Speaker;
  /** Markdown from the assistant, plain text from the user. Never empty. */
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly buttons: readonly Choice[];
  /** Structured content beside the text, for views that know its shape. */
  readonly custom?: Readonly<Record<string, unknown>>;
}

export interface SessionConfirm {
  readonly token: string;
  readonly history: readonly Message[];
  readonly characterLimit: number;
  /** True when this is a new session because the user had the one before deleted. */
  readonly cleared: boolean;
}

/** One thing that the user says, with an id of the client's making: the server handles an id once. */
export interface Utterance {
  readonly id: string;
  readonly text: string;
  readonly payload?: string;
}

export type Ack = { readonly ok: true } | { readonly ok: false; readonly error: string };

export function readMessage(value: unknown): Message | null {
  if (!isRecord(value)) return null;
  const { id, from, text, time, buttons, custom } = value;
  if (!isText(id) || !isText(text) || !isText(time)) return null;
  if (from !== "user" && from !== "assistant") return null;
  return {
    id,
    from,
    text,
    time,
    buttons: Array.isArray(buttons) ? buttons.filter(isChoice) : [],
    ...(isRecord(custom) ? { custom } : {}),
  };
}

export function readSessionConfirm(value: unknown): SessionConfirm | null {
  if (!isRecord(value) || !isText(value["token"]) || !Array.isArray(value["history"])) return null;
  const limits = isRecord(value["limits"]) ? value["limits"] : {};
  const characters = limits["characters"];
  return {
    token: value["token"],
    history: value["history"].map(readMessage).filter((message) => message !== null),
    characterLimit: typeof characters === "number" && characters > 0 ? characters : Infinity,
    cleared: value["cleared"] === true,
  };
}

export function readAck(value: unknown): Ack | null {
  if (!isRecord(value)) return null;
  if (value["ok"] === true) return { ok: true };
  return isText(value["error"]) ? { ok: false, error: value["error"] } : null;
}

/** The client message id whose turn is over. */
export function readTurnDone(value: unknown): string | null {
  return isRecord(value) && isText(value["id"]) ? value["id"] : null;
}

export function isChoice(value: unknown): value is Choice {
  return isRecord(value) && isText(value["title"]) && isText(value["payload"]);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
