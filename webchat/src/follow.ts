/** Keeps the reader's place: follows the conversation while they read along, and leaves them alone otherwise. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** So near to the end counts as at the end, in pixels. */
const NEAR = 48;
/** What stays free above the turn that is being followed, in pixels. */
const MARGIN = 16;

/**
 * `turn`: the current turn stays in view from its beginning, so that a long answer is read from the top.
 * `end`: the reader has gone to the end, and stays there.
 * `free`: the reader is elsewhere, and nothing moves.
 */
type Mode = "turn" | "end" | "free";

export interface FollowOptions {
  readonly scroller: () => HTMLElement | null;
  /** Where the current turn begins; null before the first. */
  readonly turnStart: () => HTMLElement | null;
}

export class FollowController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: FollowOptions;
  #mode: Mode = "turn";
  #turn: HTMLElement | null = null;
  #ownTop = 0;
  #atEnd = true;
  #resized: ResizeObserver | undefined;

  constructor(host: ReactiveControllerHost, options: FollowOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** False while there is something below that the reader does not see. */
  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** The reader has said something: the answer is what they want to see, wherever they were. */
  followTurn(): void {
    this.#mode = "turn";
  }

  goToEnd(): void {
    this.#mode = "end";
    this.#keepPlace();
  }

  /** To be called on every scroll event of the scroller. */
  scrolled(): void {
    const scroller = this.#options.scroller();
    if (scroller === null || Math.abs(scroller.scrollTop - this.#ownTop) < 2) return;
    this.#mode = distanceToEnd(scroller) < NEAR ? "end" : "free";
    this.#measure(scroller);
  }

  hostConnected(): void {
    this.#resized = new ResizeObserver(() => this.#keepPlace());
  }

  hostDisconnected(): void {
    this.#resized?.disconnect();
  }

  hostUpdated(): void {
    const scroller = this.#options.scroller();
    if (scroller !== null) this.#resized?.observe(scroller);
    const turn = this.#options.turnStart();
    if (turn !== this.#turn && this.#mode === "end") this.#mode = "turn";
    this.#turn = turn;
    this.#keepPlace();
  }

  #keepPlace(): void {
    const scroller = this.#options.scroller();
    if (scroller === null) return;
    if (this.#mode !== "free") {
      const end = scroller.scrollHeight - scroller.clientHeight;
      scroller.scrollTop = this.#mode === "turn" ? Math.min(end, topOf(this.#turn, scroller)) : end;
      this.#ownTop = scroller.scrollTop;
    }
    this.#measure(scroller);
  }

  #measure(scroller: HTMLElement): void {
    const atEnd = distanceToEnd(scroller) < NEAR;
    if (atEnd === this.#atEnd) return;
    this.#atEnd = atEnd;
    this.#host.requestUpdate();
  }
}

function distanceToEnd(scroller: HTMLElement): number {
  return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
}

/** The scroll position that shows the turn from its beginning; before the first turn, the very top. */
function topOf(turn: HTMLElement | null, scroller: HTMLElement): number {
  if (turn === null) return 0;
  const distance = turn.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  return Math.max(0, scroller.scrollTop + distance - MARGIN);
}
