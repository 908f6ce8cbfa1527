import { css, html, LitElement, nothing, unsafeCSS, type TemplateResult } from "lit";

import { browserStorage } from "./browser-storage";
import type { CimChat } from "./cim-chat";
import { icons } from "./icons";
import base from "./styles/base.css?inline";
import tokens from "./styles/tokens.css?inline";
import widget from "./styles/widget.css?inline";
import { wording } from "./wording";

/** Every name of the look: set on this element by a host page, each is handed on to the chat within. */
const NAMES = [...new Set(tokens.match(/--cim-[\w-]+(?=:)/g))];
const OPEN = "open";

/**
 * A launcher for any page, and the chat that it opens. Nothing is asked of the server before the first opening.
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
    unsafeCSS(`cim-chat { ${NAMES.map((name) => `${name}: inherit;`).join(" ")} }`),
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
  }

  override render(): TemplateResult {
    return html`
      ${this._wasOpen
        ? html`<section
            id="chat"
            role="dialog"
            aria-label=${wording.name}
            ?hidden=${!this._isOpen}
            @keydown=${this.#keyPressed}
          >
            <cim-chat embedded .server=${this.server} .path=${this.path}>
              <button slot="close" class="close" type="button" aria-label=${wording.widget.close} @click=${this.#close}>
                ${icons.cross}
              </button>
            </cim-chat>
          </section>`
        : nothing}
      <button class="launcher primary" type="button" aria-haspopup="dialog" ?hidden=${this._isOpen} @click=${this.#open}>
        ${icons.talk}<span>${this.label}</span>
      </button>
    `;
  }

  #show(): void {
    this._isOpen = true;
    this._wasOpen = true;
  }

  readonly #open = async (): Promise<void> => {
    this.#show();
    this.#memory.save(OPEN);
    await this.updateComplete;
    this.renderRoot.querySelector<CimChat>("cim-chat")?.focus();
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
    if (event.composedPath().some((node) => node instanceof HTMLDialogElement && node.open)) return;
    void this.#close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "cim-widget": CimWidget;
  }
}
