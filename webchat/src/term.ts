import { html, LitElement, nothing, unsafeCSS, type TemplateResult } from "lit";

import type { Term } from "./glossary";
import { linkView } from "./sources-view";
import base from "./styles/base.css?inline";
import style from "./styles/term.css?inline";
import { wording } from "./wording";

/** How long the pointer may be away from the word before its meaning goes, in milliseconds. */
const GRACE_MS = 250;
/** What stays free around the meaning, in pixels. */
const MARGIN = 8;

/**
 * A word with its meaning, which appears over the page while the word is pointed at or has the focus.
 *
 * As WCAG 1.4.13 wants it: Escape dismisses it, the pointer can go to it, and it stays until one leaves. A press keeps
 * it open, for who has no pointer that hovers. The word is a button of its own making, because a real one would not
 * break across two lines.
 */
export class CimTerm extends LitElement {
  static override styles = [unsafeCSS(base), unsafeCSS(style)];
  static override properties = { term: { attribute: false }, _isOpen: { state: true } };

  /** Browsers that can't lay anything over a page that scrolls show words without their meaning. */
  static readonly isSupported = "popover" in HTMLElement.prototype;
  /** There is never more than one meaning to be seen. */
  static #shown: CimTerm | null = null;

  /** Takes away the meaning that is to be seen, if there is one. */
  static dismiss(): void {
    if (CimTerm.#shown !== null) CimTerm.#shown.#close();
  }

  declare term: Term;
  private declare _isOpen: boolean;
  #isPinned = false;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this._isOpen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("pointerenter", this.#entered);
    this.addEventListener("pointerleave", this.#left);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  override render(): TemplateResult {
    // The card is silent within a log that reads out what is added to it: the word's description says it already.
    return html`<span
        class="word"
        role="button"
        tabindex="0"
        aria-expanded=${String(this._isOpen)}
        aria-describedby="meaning"
        @click=${this.#pressed}
        @keydown=${this.#keyPressed}
        @focus=${this.#focused}
        @blur=${this.#focusLeft}
        ><slot></slot></span
      ><span class="card" popover="manual" aria-live="off" @focusout=${this.#focusLeft}
        ><span id="meaning"><b>${this.term.names[0]}</b> ${this.term.means}</span> ${this.#source()}</span
      >`;
  }

  #source(): TemplateResult | typeof nothing {
    const [source] = this.term.sources;
    if (source === undefined) return nothing;
    return html`<span class="source">${wording.source} ${linkView(source.title, source.href)}</span>`;
  }

  get #word(): HTMLElement {
    return this.renderRoot.querySelector(".word") as HTMLElement;
  }

  get #card(): HTMLElement {
    return this.renderRoot.querySelector(".card") as HTMLElement;
  }

  readonly #entered = (event: PointerEvent): void => {
    clearTimeout(this.#leaving);
    if (event.pointerType === "mouse") this.#open();
  };

  readonly #left = (): void => {
    clearTimeout(this.#leaving);
    if (!this.#isPinned && !this.#hasFocus) this.#leaving = setTimeout(() => this.#close(), GRACE_MS);
  };

  readonly #focused = (): void => {
    if (this.#word.matches(":focus-visible")) this.#open();
  };

  readonly #focusLeft = (event: FocusEvent): void => {
    const goesTo = event.relatedTarget;
    if (!(goesTo instanceof Node && this.renderRoot.contains(goesTo)) && !this.matches(":hover")) this.#close();
  };

  readonly #pressed = (): void => {
    clearTimeout(this.#leaving); // a finger has left the word by the time its tap counts
    if (this.#isPinned) {
      this.#close();
    } else {
      this.#open();
      this.#isPinned = true;
    }
  };

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    this.#pressed();
  };

  /** Escape closes this and nothing else, wherever the focus is. */
  readonly #escaped = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    if (this.renderRoot.querySelector(".card :focus") !== null) this.#word.focus();
    this.#close();
  };

  readonly #pressedElsewhere = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.#close();
  };

  get #hasFocus(): boolean {
    return (this.renderRoot as ShadowRoot).activeElement !== null;
  }

  #open(): void {
    if (this._isOpen || !this.isConnected) return;
    CimTerm.dismiss();
    CimTerm.#shown = this;
    this._isOpen = true;
    this.#card.showPopover();
    this.#place();
    addEventListener("scroll", this.#place, { capture: true, passive: true });
    addEventListener("resize", this.#place);
    addEventListener("keydown", this.#escaped, { capture: true });
    addEventListener("pointerdown", this.#pressedElsewhere, { capture: true });
  }

  #close(): void {
    clearTimeout(this.#leaving);
    if (!this._isOpen) return;
    this._isOpen = false;
    this.#isPinned = false;
    if (CimTerm.#shown === this) CimTerm.#shown = null;
    if (this.#card.matches(":popover-open")) this.#card.hidePopover();
    removeEventListener("scroll", this.#place, { capture: true });
    removeEventListener("resize", this.#place);
    removeEventListener("keydown", this.#escaped, { capture: true });
    removeEventListener("pointerdown", this.#pressedElsewhere, { capture: true });
  }

  /** Below the word, or above it where there is more room, and never outside the window. */
  readonly #place = (): void => {
    const word = this.#word.getClientRects()[0];
    if (word === undefined) return;
    const card = this.#card;
    const { offsetWidth: width, offsetHeight: height } = card;
    const below = word.bottom + height + MARGIN <= innerHeight || word.top < innerHeight - word.bottom;
    const left = Math.max(MARGIN, Math.min(word.left, document.documentElement.clientWidth - width - MARGIN));
    card.style.setProperty("left", `${left}px`);
    card.style.setProperty("top", `${below ? word.bottom : word.top - height}px`);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "cim-term": CimTerm;
  }
}
