/** The result in its parts, as they are drawn: the way through the criteria, the duties, the notes. */
import { html, nothing, type TemplateResult } from "lit";

import { icons } from "./icons";
import { groupByOutcome, sourcesOf } from "./panel-model";
import type { Criterion, Duties, Note, Result, Station, Task } from "./state";
import { plainDay, wording } from "./wording";

/** The levels as stations on a line, and below it every criterion with its reason. The list is the drawing's text. */
export function pathView(result: Result, open: boolean): TemplateResult {
  return html`
    <details ?open=${open}>
      <summary>
        <h3>${wording.panel.path}</h3>
        <span class="count">${wording.panel.criteria(result.criteria.length)}</span>
      </summary>
      <p class="aside">${wording.panel.pathFrom}</p>
      <ol class="path">
        ${result.path.map(stationView)}
      </ol>
      ${groupByOutcome(result).map(
        ({ outcome, criteria }) => html`<details class="group" ?open=${outcome === "met"}>
          <summary>
            ${icons.station[outcome]}
            <h4>${wording.panel.outcomes[outcome]}</h4>
            <span class="count">${criteria.length}</span>
          </summary>
          <ul class="criteria">
            ${criteria.map((criterion) => criterionView(criterion, result))}
          </ul>
        </details>`,
      )}
    </details>
  `;
}

function stationView({ title, outcome, result, designation }: Station): TemplateResult {
  const classes = [outcome, result ? "here" : "", designation ? "designation" : ""].join(" ");
  return html`<li class=${classes}>
    ${icons.station[outcome]}
    <span class="title">${title}</span>
    <span class="outcome">${wording.panel.outcomes[outcome]}${result ? html`, <b>${wording.panel.here}</b>` : nothing}</span>
  </li>`;
}

function criterionView({ title, because, inference, sources }: Criterion, result: Result): TemplateResult {
  return html`<li>
    <strong>${title}.</strong> ${because} ${inferredView(inference)} ${sourcesView(sources, result)}
  </li>`;
}

export function dutiesView(result: Result): TemplateResult | typeof nothing {
  if (result.duties.length === 0) return nothing;
  const count = result.duties.flatMap(({ steps }) => steps.flatMap(({ tasks }) => tasks)).length;
  return html`
    <details>
      <summary>
        <h3>${wording.panel.duties}</h3>
        <span class="count">${count}</span>
      </summary>
      ${result.duties.map((duties) => dutiesOf(duties, result))}
    </details>
  `;
}

function dutiesOf({ title, support, steps }: Duties, result: Result): TemplateResult {
  return html`
    <h4>${title}</h4>
    <p><span class="label">${wording.panel.support}</span> ${support}</p>
    ${steps.map(
      ({ step, tasks }) => html`
        <h5>${wording.panel.step(step)}</h5>
        <ul class="tasks">
          ${tasks.map((task) => taskView(task, result))}
        </ul>
      `,
    )}
  `;
}

function taskView(task: Task, result: Result): TemplateResult {
  const { date, text, local } = task.due;
  return html`<li>
    <p class="task"><strong>${task.title}</strong> ${localView(task.local)}</p>
    <p>${task.what} ${inferredView(task.inference)}</p>
    ${task.deliverable ? html`<p><span class="label">${wording.panel.handIn}</span> ${task.deliverable}</p>` : nothing}
    ${task.support ? html`<p><span class="label">${wording.panel.support}</span> ${task.support}</p>` : nothing}
    <p class="due ${date === null ? "undated" : ""}">
      <span class="label">${wording.panel.due}</span>
      <b>${date === null ? wording.panel.noDate : plainDay(date)}</b> ${localView(local && !task.local)}
      <span class="aside">${text}</span>
    </p>
    ${sourcesView(task.sources, result)}
  </li>`;
}

export function notesView(result: Result): TemplateResult | typeof nothing {
  if (result.notes.length === 0) return nothing;
  return html`
    <details>
      <summary>
        <h3>${wording.panel.notes}</h3>
        <span class="count">${result.notes.length}</span>
      </summary>
      <ul class="criteria">
        ${result.notes.map((note) => noteView(note, result))}
      </ul>
    </details>
  `;
}

function noteView({ text, local, sources }: Note, result: Result): TemplateResult {
  return html`<li>${localView(local)} ${text} ${sourcesView(sources, result)}</li>`;
}

function inferredView(inference: string | null): TemplateResult | typeof nothing {
  return inference ? html`<span class="mark">${wording.panel.inferred}</span> ${inference}` : nothing;
}

function localView(local: boolean): TemplateResult | typeof nothing {
  return local ? html`<span class="mark">${wording.panel.local}</span>` : nothing;
}

function sourcesView(ids: readonly string[], result: Result): TemplateResult | typeof nothing {
  const sources = sourcesOf(ids, result);
  if (sources.length === 0) return nothing;
  return html`<span class="sources">
    ${wording.panel.sources}
    ${sources.map(
      ({ title, href, local }, at) => html`${at > 0 ? "; " : ""}${localView(local)}${linkView(title, href)}`,
    )}
  </span>`;
}

function linkView(title: string, href: string | null): TemplateResult | string {
  if (href === null || !/^https?:/i.test(href)) return title;
  return html`<a href=${href} target="_blank" rel="noopener noreferrer"
    >${title}<span class="visually-hidden"> ${wording.opensInNewTab}</span></a
  >`;
}
