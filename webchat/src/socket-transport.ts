import { io, type Socket } from "socket.io-client";

import { readGlossary, type Glossary } from "./glossary";
import { readAck, readMessage, readSessionConfirm, readTurnDone, type Ack, type Utterance } from "./protocol";
import { readState, readTrialAnswer, type TrialAnswer } from "./state";
import type { Transport, TransportEvents } from "./transport";

const ACK_TIMEOUT_MS = 10_000;
/** How long a line may stay silent while it is being set up. */
const SILENCE_MS = 6_000;

export interface SocketTransportOptions {
  /** Origin of the server; the page's own when empty. */
  readonly server: string;
  readonly path: string;
}

/**
 * The protocol of docs/web-protocol.md over Socket.IO: WebSocket first, long polling where that is blocked.
 *
 * A network that refuses WebSockets is noticed at once. One that lets them open and then carries nothing is noticed by
 * its silence: from then on polling comes first, and a WebSocket takes over only once it has proved to carry something.
 */
export class SocketTransport implements Transport {
  readonly #socket: Socket;

  constructor({ server, path }: SocketTransportOptions) {
    const options = {
      path,
      autoConnect: false,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      timeout: SILENCE_MS,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
    };
    this.#socket = server === "" ? io(options) : io(server, options);
  }

  open(events: TransportEvents): void {
    const socket = this.#socket;
    socket.on("connect", () => events.opened());
    socket.on("disconnect", (reason) => {
      events.closed();
      // The one case in which Socket.IO does not come back by itself.
      if (reason === "io server disconnect") socket.connect();
    });
    socket.on("connect_error", () => {
      socket.io.opts.transports = ["polling", "websocket"];
      events.closed();
    });
    socket.on("session_confirm", receive(readSessionConfirm, events.sessionConfirmed));
    socket.on("user_echo", receive(readMessage, events.echoed));
    socket.on("bot_uttered", receive(readMessage, events.answered));
    socket.on("turn_done", receive(readTurnDone, events.turnDone));
    socket.on("state", receive(readState, events.stateShown));
    socket.connect();
  }

  close(): void {
    this.#socket.removeAllListeners();
    this.#socket.disconnect();
  }

  retryNow(): void {
    // A connection that hangs half open has to go first, or connect() does nothing.
    this.#socket.disconnect().connect();
  }

  requestSession(token: string | null): void {
    this.#socket.emit("session_request", { token });
  }

  say(utterance: Utterance): Promise<Ack | null> {
    return this.#ask("user_uttered", utterance, readAck);
  }

  clear(): Promise<Ack | null> {
    return this.#ask("clear_session", {}, readAck);
  }

  requestState(): void {
    if (this.#socket.connected) this.#socket.emit("state_request", {});
  }

  tick(duty: string, done: boolean): Promise<Ack | null> {
    return this.#ask("tick", { duty, done }, readAck);
  }

  glossary(): Promise<Glossary | null> {
    return this.#ask("glossary_request", {}, readGlossary);
  }

  whatIf(fact: string, value: unknown): Promise<TrialAnswer | null> {
    return this.#ask("what_if", { fact, value }, readTrialAnswer);
  }

  async #ask<T>(event: string, data: object, read: (value: unknown) => T | null): Promise<T | null> {
    // Socket.IO would keep it and send it before the session is asked for again. The store keeps it instead.
    if (!this.#socket.connected) return null;
    try {
      return read(await this.#socket.timeout(ACK_TIMEOUT_MS).emitWithAck(event, data));
    } catch {
      return null;
    }
  }
}

function receive<T>(read: (value: unknown) => T | null, pass: (value: T) => void): (value: unknown) => void {
  return (value) => {
    const understood = read(value);
    if (understood === null) console.warn("cim-chat: dropped a message of unknown shape");
    else pass(understood);
  };
}
