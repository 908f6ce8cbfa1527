import { html, LitElement, unsafeCSS, type TemplateResult } from "lit";

import base from "./styles/base.css?inline";
import dialog from "./styles/dialog.css?inline";
import { wording } from "./wording";

/** Asks before a conversation is deleted, and stays open with the reason when that fails. */
export class CimClearDialog extends LitElement {
  static override styles = [unsafeCSS(base), unsafeCSS(dialog)];
  static override properties = {
    remove: { attribute: false },
    _busy: { state: true },
    _failed: { state: true },
  };

  /** Deletes; resolves to whether it did. */
  declare remove: () => Promise<boolean>;
  private declare _busy: boolean;
  private declare _failed: boolean;

  constructor() {
    super();
    this.remove = () => Promise.resolve(false);
    this._busy = false;
    this._failed = false;
  }

  ask(): void {
    this._failed = false;
    this.#dialog.showModal();
  }

  /** Takes the question away; nothing is deleted. */
  dismiss(): void {
    this.#dialog.close();
  }

  override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="title" aria-describedby="text">
        <h2 id="title">${wording.clear.title}</h2>
        <p id="text">${wording.clear.text}</p>
        <p class="error" role="alert">${this._failed ? wording.clear.failed : ""}</p>
        <div class="buttons">
          <button class="quiet" type="button" autofocus @click=${() => this.#dialog.close()}>
            ${wording.clear.cancel}
          </button>
          <button class="danger" type="button" @click=${this.#confirmed}>${wording.clear.confirm}</button>
        </div>
      </dialog>
    `;
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector("dialog") as HTMLDialogElement;
  }

  async #confirmed(): Promise<void> {
    if (this._busy) return;
    this._busy = true;
    const done = await this.remove();
    this._busy = false;
    this._failed = !done;
    if (done) this.#dialog.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "cim-clear-dialog": CimClearDialog;
  }
}
