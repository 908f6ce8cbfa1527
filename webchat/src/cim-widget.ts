import { css, html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from "lit";

import { browserStorage } from "./browser-storage";
import type { CimChat } from "./cim-chat";
import { icons } from "./icons";
import base from "./styles/base.css?inline";
import tokens from "./styles/tokens.css?inline";
import widget from "./styles/widget.css?inline";
import { wording } from "./wording";

/** Every name of the look: set on this element by a host page, each is handed on to the chat within. */
const NAMES = namesIn(tokens);
/** Those that give way to the colours that a reader has chosen. */
const COLOURS = namesIn(tokens.slice(tokens.indexOf("forced-colors")));
const OPEN = "open";
/** Where the chat covers the page, as the style has it. */
const COVERS = "(max-width: 30rem), (max-height: 32rem)";

/**
 * A launcher for any page, and the chat that it opens. Nothing is asked of the server before the first opening.
 *
 * Where the chat covers the page it is a modal dialog: neither the focus nor a screen reader gets to what lies beneath.
 *
 * @attr server - origin of the assistant
 * @attr path - path of Socket.IO there
 * @attr side - "left" or "right"
 * @attr label - what stands on the launcher
 */
export class CimWidget extends LitElement {
  static override styles = [
    // What a page says of its text must not be inherited.
    css`
      :host {
        all: initial;
      }
    `,
    unsafeCSS(tokens),
    unsafeCSS(base),
    unsafeCSS(widget),
    unsafeCSS(handOn(NAMES.filter((name) => !COLOURS.includes(name)))),
    unsafeCSS(`@media (forced-colors: none) { ${handOn(COLOURS)} }`),
  ];
  static override properties = {
    server: { type: String },
    path: { type: String },
    side: { type: String, reflect: true },
    label: { type: String },
    _isOpen: { state: true },
    _wasOpen: { state: true },
  };

  declare server: string;
  declare path: string;
  declare side: "left" | "right";
  declare label: string;
  private declare _isOpen: boolean;
  /** The chat stays in the page once it is there, and keeps its place and its draft. */
  private declare _wasOpen: boolean;
  #memory = browserStorage("cim-widget");
  readonly #covers = matchMedia(COVERS);

  constructor() {
    super();
    this.server = "";
    this.path = "/socket.io";
    this.side = "right";
    this.label = wording.widget.open;
    this._isOpen = false;
    this._wasOpen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.lang = wording.language;
    this.#memory = browserStorage(`cim-widget${this.server}`);
    // On a small screen it would cover the page that was asked for.
    if (this.#memory.load() === OPEN && matchMedia("(min-width: 40rem)").matches) this.#show();
    this.#covers.addEventListener("change", this.#roomChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#covers.removeEventListener("change", this.#roomChanged);
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has("_isOpen")) return;
    if (this._isOpen) this.#lay();
    else this.#dialog.close();
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-label=${wording.name} @keydown=${this.#keyPressed} @close=${this.#dismissed}>
        ${this._wasOpen
          ? html`<cim-chat embedded .server=${this.server} .path=${this.path}>
              <button slot="close" class="close" type="button" aria-label=${wording.widget.close} @click=${this.#close}>
                ${icons.cross}
              </button>
            </cim-chat>`
          : nothing}
      </dialog>
      <button class="launcher primary" type="button" aria-haspopup="dialog" ?hidden=${this._isOpen} @click=${this.#open}>
        ${icons.talk}<span>${this.label}</span>
      </button>
    `;
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector("dialog") as HTMLDialogElement;
  }

  #show(): void {
    this._isOpen = true;
    this._wasOpen = true;
  }

  /** Lays the dialog over the page. Beside the page it takes no focus that nobody has given it, as show() would. */
  #lay(): void {
    if (this.#covers.matches) this.#dialog.showModal();
    else this.#dialog.open = true;
  }

  /** The window was turned or enlarged. What lay over the chat would come to lie beneath it. */
  readonly #roomChanged = (): void => {
    if (!this._isOpen) return;
    const hadFocus = this.shadowRoot?.activeElement !== null;
    this.#chat?.dismiss();
    this.#dialog.close();
    this.#lay();
    if (hadFocus) this.#chat?.focus();
  };

  get #chat(): CimChat | null {
    return this.renderRoot.querySelector<CimChat>("cim-chat");
  }

  readonly #open = async (): Promise<void> => {
    this.#show();
    this.#memory.save(OPEN);
    await this.updateComplete;
    this.#chat?.focus();
  };

  /** By the browser's own way out of a modal dialog, such as a telephone's gesture to go back. */
  readonly #dismissed = (): void => {
    if (!this.#dialog.open && this._isOpen) void this.#close();
  };

  readonly #close = async (): Promise<void> => {
    this._isOpen = false;
    this.#memory.save("");
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".launcher")?.focus();
  };

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    // The question before a deletion has its own way out.
    const isAsked = (node: EventTarget) => node instanceof HTMLDialogElement && node !== this.#dialog && node.open;
    if (event.composedPath().some(isAsked)) return;
    event.preventDefault();
    void this.#close();
  };
}

function namesIn(css: string): readonly string[] {
  return [...new Set(css.match(/--cim-[\w-]+(?=:)/g))];
}

function handOn(names: readonly string[]): string {
  return `cim-chat { ${names.map((name) => `${name}: inherit;`).join(" ")} }`;
}

declare global {
  interface HTMLElementTagNameMap {
    "cim-widget": CimWidget;
  }
}
