/** The answers so far, as they are drawn: each with a way to give it anew. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { share } from "./panel-model";
import type { Choice } from "./protocol";
import type { Fact, State } from "./state";
import { wording } from "./wording";

export function factsView(state: State, correct: (choice: Choice) => void): TemplateResult {
  return html`
    <details ?open=${!state.settled}>
      <summary>
        <h3>${wording.panel.answers}</h3>
        <span class="count">${wording.panel.progress(state.answered, state.left)}</span>
      </summary>
      ${progressView(state)}
      <ul class="facts">
        ${repeat(
          state.facts,
          ({ id }) => id,
          (fact) => factView(fact, correct),
        )}
      </ul>
    </details>
  `;
}

/** How much of the interview is behind, for the eye: the count beside it says the same. */
export function progressView(state: State | null): TemplateResult | typeof nothing {
  const done = state === null ? null : share(state);
  if (done === null) return nothing;
  return html`<svg class="progress" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    <rect width="100" height="4" class="track" /><rect width=${done * 100} height="4" class="done" />
  </svg>`;
}

function factView({ label, value, kind, change }: Fact, correct: (choice: Choice) => void): TemplateResult {
  const shown = value ?? (kind === "declined" ? wording.panel.declined : wording.panel.unknown);
  return html`<li class=${value === null ? "unknown" : ""}>
    <div>
      <span class="label">${label}</span>
      <span class="value"
        >${shown}${kind === "follows" ? html` <span class="aside">(${wording.panel.follows})</span>` : nothing}</span
      >
    </div>
    ${change === null
      ? nothing
      : html`<button class="plain" type="button" @click=${() => correct(change)}>
          ${wording.panel.edit}<span class="visually-hidden"> ${label}</span>
        </button>`}
  </li>`;
}
