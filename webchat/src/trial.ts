import { html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from "lit";

import { otherYears } from "./panel-model";
import type { State, Trial, TrialAnswer } from "./state";
import base from "./styles/base.css?inline";
import panel from "./styles/panel.css?inline";
import { wording } from "./wording";

/** What the server calls the fact that says which year's rules hold. */
const YEAR = "monitoring_year";
const NONE = "";

/** Another answer or another year, tried out on the server: the real answers stay as they are. */
export class CimTrial extends LitElement {
  static override styles = [unsafeCSS(base), unsafeCSS(panel)];
  static override properties = {
    state: { attribute: false },
    whatIf: { attribute: false },
    _fact: { state: true },
    _option: { state: true },
    _year: { state: true },
    _answer: { state: true },
  };

  declare state: State;
  declare whatIf: (fact: string, value: unknown) => Promise<TrialAnswer | null>;
  private declare _fact: string;
  /** Position among the fact's options, as text; empty before one is chosen. */
  private declare _option: string;
  private declare _year: string;
  private declare _answer: TrialAnswer | null;
  #asked = 0;

  constructor() {
    super();
    this._fact = NONE;
    this.#forget();
  }

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has("state") || changed.get("state") === undefined) return;
    // What was tried was tried on other answers; a state that only brings fresh links leaves it alone.
    if (JSON.stringify(facts(changed.get("state") as State)) !== JSON.stringify(facts(this.state))) this.#forget();
  }

  override updated(changed: PropertyValues): void {
    // What comes of a choice stands below the fields, on a small screen below its edge.
    if (changed.has("_answer")) this.renderRoot.querySelector("[role=status] > *")?.scrollIntoView({ block: "nearest" });
  }

  override render(): TemplateResult {
    return html`
      <details>
        <summary><h3>${wording.panel.trial.title}</h3></summary>
        <p class="aside">${wording.panel.trial.about}</p>
        <div class="fields">
          ${this.#factField()} ${this.#valueField()} ${this.#yearField()}
        </div>
        <div role="status">${this._answer === null ? nothing : answerView(this._answer)}</div>
      </details>
    `;
  }

  #factField(): TemplateResult {
    return html`<label for="fact">${wording.panel.trial.fact}</label>
      <select id="fact" @change=${this.#factChosen}>
        ${choose(this._fact === NONE)}
        ${this.state.variables.map(
          ({ id, label }) => html`<option value=${id} .selected=${id === this._fact}>${label}</option>`,
        )}
      </select>`;
  }

  #valueField(): TemplateResult | typeof nothing {
    const variable = this.#variable;
    if (variable === undefined) return nothing;
    return html`<label for="value">${wording.panel.trial.value}</label>
      <select id="value" aria-describedby="now" @change=${this.#valueChosen}>
        ${choose(this._option === NONE)}
        ${variable.options.map(
          ({ title }, at) => html`<option value=${at} .selected=${String(at) === this._option}>${title}</option>`,
        )}
      </select>
      <p id="now" class="aside">${wording.panel.trial.now(variable.now)}</p>`;
  }

  #yearField(): TemplateResult {
    return html`<label for="year">${wording.panel.trial.year}</label>
      <select id="year" @change=${this.#yearChosen}>
        ${choose(this._year === NONE)}
        ${otherYears(this.state).map(
          (year) => html`<option value=${year} .selected=${String(year) === this._year}>${year}</option>`,
        )}
      </select>`;
  }

  get #variable() {
    return this.state.variables.find(({ id }) => id === this._fact);
  }

  readonly #factChosen = (event: Event): void => {
    this.#forget();
    this._fact = chosen(event);
  };

  readonly #valueChosen = (event: Event): void => {
    this._option = chosen(event);
    this._year = NONE;
    const option = this._option === NONE ? undefined : this.#variable?.options[Number(this._option)];
    void this.#ask(this._fact, option?.value);
  };

  readonly #yearChosen = (event: Event): void => {
    const year = chosen(event);
    this._fact = NONE;
    this._option = NONE;
    this._year = year;
    void this.#ask(YEAR, year === NONE ? undefined : Number(year));
  };

  /** `undefined` stands for nothing chosen. */
  async #ask(fact: string, value: unknown): Promise<void> {
    const asked = (this.#asked += 1);
    this._answer = null;
    if (value === undefined) return;
    const answer = (await this.whatIf(fact, value)) ?? { error: wording.panel.trial.failed };
    if (asked === this.#asked) this._answer = answer;
  }

  #forget(): void {
    this.#asked += 1;
    this._option = NONE;
    this._year = NONE;
    this._answer = null;
  }
}

function facts(state: State): unknown {
  return [state.year, state.facts.map(({ id, value, kind }) => [id, value, kind])];
}

function chosen(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}

function choose(selected: boolean): TemplateResult {
  return html`<option value=${NONE} .selected=${selected}>${wording.panel.trial.choose}</option>`;
}

function answerView(answer: TrialAnswer): TemplateResult {
  return "error" in answer ? html`<p class="error">${answer.error}</p>` : trialView(answer.trial);
}

function trialView({ headline, summary, reasons, same, sentences }: Trial): TemplateResult {
  return html`<div class="trial">
    <p class="mark">${wording.panel.trial.label}</p>
    <p class="headline">${headline}</p>
    <p>${summary}</p>
    ${same ? html`<p>${wording.panel.trial.same}</p>` : nothing}
    ${[...reasons, ...sentences].map((text) => html`<p class="aside">${text}</p>`)}
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "cim-trial": CimTrial;
  }
}
