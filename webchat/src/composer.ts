import { html, LitElement, nothing, unsafeCSS, type TemplateResult } from "lit";

import { icons } from "./icons";
import base from "./styles/base.css?inline";
import composer from "./styles/composer.css?inline";
import { wording } from "./wording";

/** From this share of the limit on, the count of what is left is shown. */
const COUNT_FROM = 0.8;

/**
 * The message box. Fires `say` with the text when something is sent; keeps the draft itself.
 *
 * @fires say - CustomEvent<string>
 */
export class CimComposer extends LitElement {
  static override styles = [unsafeCSS(base), unsafeCSS(composer)];
  static override properties = {
    characterLimit: { type: Number, attribute: "character-limit" },
    error: { type: String },
    _draft: { state: true },
  };

  declare characterLimit: number;
  /** Why the last message was refused; empty when it was not. */
  declare error: string;
  private declare _draft: string;

  constructor() {
    super();
    this.characterLimit = Infinity;
    this.error = "";
    this._draft = "";
  }

  /** Puts the cursor into the box, as soon as there is one. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector("textarea")?.focus(options));
  }

  /** Puts a refused text back, before whatever has been typed since. */
  giveBack(text: string): void {
    this._draft = this._draft === "" ? text : `${text}\n${this._draft}`;
  }

  empty(): void {
    this._draft = "";
  }

  override render(): TemplateResult {
    const left = this.characterLimit - length(this._draft);
    const hint = this.#hint(left);
    return html`
      <form aria-label=${wording.composer.form} @submit=${this.#submitted}>
        <label class="visually-hidden" for="draft">${wording.composer.label}</label>
        <textarea
          id="draft"
          rows="1"
          autocomplete="off"
          enterkeyhint="send"
          placeholder=${wording.composer.placeholder}
          aria-describedby="hint keys"
          aria-invalid=${left < 0 || this.error !== "" ? "true" : nothing}
          .value=${this._draft}
          @input=${this.#typed}
          @keydown=${this.#keyPressed}
        ></textarea>
        <button class="primary" type="submit" aria-label=${wording.composer.send}>
          ${icons.send}<span class="long">${wording.composer.send}</span>
        </button>
        <p id="hint" class="hint ${hint.isError ? "error" : ""}" aria-live="polite">${hint.text}</p>
        <p id="keys" class="hint keys">${wording.composer.keys}</p>
      </form>
    `;
  }

  #hint(left: number): { text: string; isError: boolean } {
    if (left < 0) return { text: wording.composer.over(-left), isError: true };
    if (this.error !== "") return { text: this.error, isError: true };
    const isNear = Number.isFinite(left) && left <= this.characterLimit * (1 - COUNT_FROM);
    return { text: isNear ? wording.composer.left(left) : "", isError: false };
  }

  #typed(event: InputEvent): void {
    this._draft = (event.target as HTMLTextAreaElement).value;
    this.error = "";
  }

  #keyPressed(event: KeyboardEvent): void {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #submitted(event: SubmitEvent): void {
    event.preventDefault();
    this.#send();
    this.focus();
  }

  #send(): void {
    const text = this._draft.trim();
    if (text === "" || length(this._draft) > this.characterLimit) return;
    this._draft = "";
    this.dispatchEvent(new CustomEvent<string>("say", { detail: text }));
  }
}

/** In code points, as the server counts. */
function length(text: string): number {
  return [...text].length;
}

declare global {
  interface HTMLElementTagNameMap {
    "cim-composer": CimComposer;
  }
}
