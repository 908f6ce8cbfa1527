import { html, LitElement, nothing, unsafeCSS, type TemplateResult } from "lit";

import { documentsView } from "./documents-view";
import { dutiesView } from "./duties-view";
import { explainer } from "./explain";
import { factsView, progressView } from "./facts-view";
import type { Glossary } from "./glossary";
import { icons } from "./icons";
import { leasView } from "./leas-view";
import type { Ack, Choice } from "./protocol";
import { criteriaView, notesView } from "./result-view";
import type { Result, State, Task, TrialAnswer } from "./state";
import base from "./styles/base.css?inline";
import panel from "./styles/panel.css?inline";
import { wording } from "./wording";

/**
 * Where the conversation stands: the result with its reasons, the answers, what must be done, what-ifs.
 *
 * With room beside the conversation it is always there; without, it is a bar that opens it.
 *
 * @fires choose - CustomEvent<Choice>: an answer is to be given anew, or another LEA gone to
 * @fires toggle - CustomEvent<boolean>: opened or closed, where there is little room
 */
export class CimPanel extends LitElement {
  static override styles = [unsafeCSS(base), unsafeCSS(panel)];
  static override properties = {
    state: { attribute: false },
    server: { type: String },
    glossary: { attribute: false },
    whatIf: { attribute: false },
    tick: { attribute: false },
    _isOpen: { state: true },
    _tickTrouble: { state: true },
  };

  declare state: State | null;
  /** Origin of the assistant; the page's own when empty. */
  declare server: string;
  declare glossary: Glossary | null;
  declare whatIf: (fact: string, value: unknown) => Promise<TrialAnswer | null>;
  declare tick: (duty: string, done: boolean) => Promise<Ack | null>;
  private declare _isOpen: boolean;
  /** Why the last tick was not kept; empty where it was. */
  private declare _tickTrouble: string;

  constructor() {
    super();
    this.state = null;
    this.server = "";
    this.glossary = null;
    this.whatIf = () => Promise.resolve(null);
    this.tick = () => Promise.resolve(null);
    this._isOpen = false;
    this._tickTrouble = "";
  }

  close(): void {
    if (this._isOpen) this.#toggle();
  }

  override render(): TemplateResult {
    return html`
      <section aria-label=${wording.panel.name} class=${this._isOpen ? "open" : ""} @keydown=${this.#keyPressed}>
        <button class="bar" type="button" aria-expanded=${String(this._isOpen)} aria-controls="content" @click=${this.#toggle}>
          ${progressView(this.state)}
          <span class="bar-text"><strong>${this.state?.lea ?? this.#year}</strong> <span>${this.#short}</span></span>
          <span class="bar-action">${this.#action} ${icons.down}</span>
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
      ${state === null
        ? nothing
        : html`${state.lea === null ? nothing : html`<p class="lea"><bdi>${state.lea}</bdi></p>`}
          ${leasView(state, (choice) => this.#choose(choice))}`}
      ${hasBegun ? this.#sections(state) : comingView()}
    `;
  }

  #sections(state: State): TemplateResult {
    const { result } = state;
    const words = () => explainer(this.glossary);
    return html`
      ${result === null
        ? nothing
        : html`<div class="card ${state.settled ? "settled" : ""}">
            <h3>${result.headline}</h3>
            <p>${words()(summary(result))}</p>
            ${state.settled ? documentsView(state.documents, this.server) : nothing}
          </div>`}
      ${result === null ? nothing : dutiesView(result, this.#tick, this._tickTrouble, words())}
      ${factsView(state, (choice) => this.#choose(choice))}
      ${result === null
        ? nothing
        : html`${criteriaView(result, state.settled, words())} ${notesView(result, words())}
          ${state.variables.length === 0
            ? nothing
            : html`<cim-trial .state=${state} .whatIf=${this.whatIf}></cim-trial>`}`}
    `;
  }

  get #year(): string {
    const year = this.state?.year ?? null;
    return year === null ? wording.panel.noYear : wording.panel.year(year);
  }

  /** What a press on the bar does. */
  get #action(): string {
    if (this._isOpen) return wording.panel.hide;
    return this.state?.settled === true ? wording.panel.showChecklist : wording.panel.show;
  }

  /** What fits beside the LEA's name or the year. */
  get #short(): string {
    if (this.state === null || this.state.year === null) return "";
    const standing = this.#standing(this.state);
    return this.state.lea === null ? standing : `${this.state.year}: ${standing}`;
  }

  #standing({ result, answered, left, settled }: State): string {
    const mine = result?.path.filter(({ result }) => result).map(({ title }) => title) ?? [];
    if (mine.length > 0) return mine.join(", ");
    return settled && result?.status === "not_covered" ? wording.panel.noLevel : wording.panel.progress(answered, left);
  }

  readonly #toggle = (): void => {
    this._isOpen = !this._isOpen;
    // It is what the bar has promised.
    if (this._isOpen) this.renderRoot.querySelector("details.duties")?.toggleAttribute("open", true);
    this.dispatchEvent(new CustomEvent<boolean>("toggle", { detail: this._isOpen }));
  };

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this._isOpen) return;
    event.stopPropagation();
    event.preventDefault();
    this.#toggle();
    this.renderRoot.querySelector<HTMLElement>(".bar")?.focus();
  };

  readonly #tick = async ({ id }: Task, done: boolean): Promise<void> => {
    const answer = (await this.tick(id, done)) ?? { ok: false, error: wording.panel.notTicked };
    this._tickTrouble = answer.ok ? "" : answer.error;
    // A box that was not taken goes back to what the server has.
    this.requestUpdate();
  };

  #choose(choice: Choice): void {
    this.dispatchEvent(new CustomEvent<Choice>("choose", { detail: choice }));
  }
}

/** What there will be to see, before anything was answered. */
function comingView(): TemplateResult {
  const { answers, level, duties } = wording.panel.coming;
  return html`<div class="coming">
    <p>${wording.panel.empty}</p>
    <ul>
      <li>${icons.answers}<span>${answers}</span></li>
      <li>${icons.level}<span>${level}</span></li>
      <li>${icons.duties}<span>${duties}</span></li>
    </ul>
  </div>`;
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
