/** The result's criteria and notes, as they are drawn: each with its reason and its sources. */
import { html, nothing, type TemplateResult } from "lit";

import type { Explain } from "./explain";
import { icons } from "./icons";
import { groupByOutcome } from "./panel-model";
import { pathView } from "./path-view";
import { inferredView, localView, sourcesView } from "./sources-view";
import type { Criterion, Note, Result } from "./state";
import { wording } from "./wording";

/** The way through the criteria as a drawing, and below it every criterion with its reason. */
export function criteriaView(result: Result, open: boolean, explain: Explain): TemplateResult {
  return html`
    <details ?open=${open}>
      <summary>
        <h3>${wording.panel.path}</h3>
        <span class="count">${wording.panel.criteria(result.criteria.length)}</span>
      </summary>
      ${result.path.some(({ designation }) => !designation)
        ? html`<p class="aside">${wording.panel.pathFrom}</p>`
        : nothing}
      ${pathView(result)}
      ${groupByOutcome(result).map(
        ({ outcome, criteria }) => html`<details class="group" ?open=${outcome === "met"}>
          <summary>
            <svg class=${`mark-shape ${outcome}`} viewBox="0 0 24 24" aria-hidden="true">${icons.outcome[outcome]}</svg>
            <h4>${wording.panel.outcomes[outcome]}</h4>
            <span class="count">${criteria.length}</span>
          </summary>
          <ul class="criteria">
            ${criteria.map((criterion) => criterionView(criterion, result, explain))}
          </ul>
        </details>`,
      )}
    </details>
  `;
}

function criterionView(criterion: Criterion, result: Result, explain: Explain): TemplateResult {
  const { title, because, inference, sources } = criterion;
  return html`<li>
    <strong>${title}.</strong> ${explain(because)} ${inferredView(inference)} ${sourcesView(sources, result)}
  </li>`;
}

export function notesView(result: Result, explain: Explain): TemplateResult | typeof nothing {
  if (result.notes.length === 0) return nothing;
  return html`
    <details>
      <summary>
        <h3>${wording.panel.notes}</h3>
        <span class="count">${result.notes.length}</span>
      </summary>
      <ul class="criteria">
        ${result.notes.map((note) => noteView(note, result, explain))}
      </ul>
    </details>
  `;
}

function noteView({ text, local, sources }: Note, result: Result, explain: Explain): TemplateResult {
  return html`<li>${localView(local)} ${explain(text)} ${sourcesView(sources, result)}</li>`;
}
