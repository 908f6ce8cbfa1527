import { html, LitElement, nothing, unsafeCSS, type TemplateResult } from "lit";

import { factsView } from "./facts-view";
import { documentsView } from "./documents-view";
import { icons } from "./icons";
import type { Choice } from "./protocol";
import { dutiesView, notesView, pathView } from "./result-view";
import type { Result, State, TrialAnswer } from "./state";
import base from "./styles/base.css?inline";
import panel from "./styles/panel.css?inline";
import { wording } from "./wording";

/**
 * Where the conversation stands: the result with its reasons, the answers, what must be done, what-ifs.
 *
 * With room beside the conversation it is always there; without, it is a bar that opens it.
 *
 * @fires correct - CustomEvent<Choice>: an answer is to be given anew
 * @fires toggle - CustomEvent<boolean>: opened or closed, where there is little room
 */
export class CimPanel extends LitElement {
  static override styles = [unsafeCSS(base), unsafeCSS(panel)];
  static override properties = {
    state: { attribute: false },
    server: { type: String },
    whatIf: { attribute: false },
    _isOpen: { state: true },
  };

  declare state: State | null;
  /** Origin of the assistant; the page's own when empty. */
  declare server: string;
  declare whatIf: (fact: string, value: unknown) => Promise<TrialAnswer | null>;
  private declare _isOpen: boolean;

  constructor() {
    super();
    this.state = null;
    this.server = "";
    this.whatIf = () => Promise.resolve(null);
    this._isOpen = false;
  }

  close(): void {
    if (this._isOpen) this.#toggle();
  }

  override render(): TemplateResult {
    return html`
      <section aria-label=${wording.panel.name} class=${this._isOpen ? "open" : ""} @keydown=${this.#keyPressed}>
        <button class="bar" type="button" aria-expanded=${String(this._isOpen)} aria-controls="content" @click=${this.#toggle}>
          <span class="bar-text"><strong>${this.#year}</strong> ${this.#short}</span>
          <span class="bar-action">${this._isOpen ? wording.panel.hide : wording.panel.show} ${icons.down}</span>
        </button>
        <div id="content">${this.#content()}</div>
      </section>
    `;
  }

  #content(): TemplateResult {
    const { state } = this;
    const hasBegun = state !== null && state.facts.length > 0;
    return html`
      <header>
        <h2>${wording.panel.name}</h2>
        <p class="year">${this.#year}</p>
      </header>
      ${hasBegun ? this.#sections(state) : html`<p class="empty">${wording.panel.empty}</p>`}
    `;
  }

  #sections(state: State): TemplateResult {
    const { result } = state;
    return html`
      ${result === null
        ? nothing
        : html`<div class="card ${state.settled ? "settled" : ""}">
            <h3>${result.headline}</h3>
            <p>${summary(result)}</p>
            ${state.settled ? documentsView(state.documents, this.server) : nothing}
          </div>`}
      ${factsView(state, (choice) => this.#correct(choice))}
      ${result === null
        ? nothing
        : html`${pathView(result, state.settled)} ${dutiesView(result)} ${notesView(result)}
          ${state.variables.length === 0
            ? nothing
            : html`<cim-trial .state=${state} .whatIf=${this.whatIf}></cim-trial>`}`}
    `;
  }

  get #year(): string {
    const year = this.state?.year ?? null;
    return year === null ? wording.panel.noYear : wording.panel.year(year);
  }

  /** What fits beside the year. */
  get #short(): string {
    if (this.state === null || this.state.year === null) return "";
    const mine = this.state.result?.path.filter(({ result }) => result).map(({ title }) => title) ?? [];
    return mine.length > 0 ? mine.join(", ") : wording.panel.progress(this.state.answered, this.state.left);
  }

  readonly #toggle = (): void => {
    this._isOpen = !this._isOpen;
    this.dispatchEvent(new CustomEvent<boolean>("toggle", { detail: this._isOpen }));
  };

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this._isOpen) return;
    event.stopPropagation();
    this.#toggle();
    this.renderRoot.querySelector<HTMLElement>(".bar")?.focus();
  };

  #correct(choice: Choice): void {
    this.dispatchEvent(new CustomEvent<Choice>("correct", { detail: choice }));
  }
}

/** The facts that are still missing stand in the list of answers, so the levels that are possible say enough. */
function summary(result: Result): string {
  const possible = result.path.filter((station) => station.possible).map(({ title }) => title);
  const isOpen = result.status === "undetermined" && possible.length > 0;
  return isOpen ? wording.panel.possible(possible.reverse()) : result.summary;
}

declare global {
  interface HTMLElementTagNameMap {
    "cim-panel": CimPanel;
  }
}
