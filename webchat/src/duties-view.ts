/** What must be done, as it is drawn: a checklist along the steps, with the dates that are known. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";

import type { Explain } from "./explain";
import { icons } from "./icons";
import { isDueAsUsual, progressOf, tasksOf, type Progress } from "./panel-model";
import { inferredView, localView, sourcesView } from "./sources-view";
import type { Duties, Result, Step, Task } from "./state";
import { plainDay, wording } from "./wording";

/** Ticks a task off, or takes the tick back. */
export type Tick = (task: Task, done: boolean) => unknown;

/** What every line of the list needs. */
interface Part {
  readonly result: Result;
  readonly tick: Tick;
  readonly explain: Explain;
}

/** `trouble`: why the last tick was not kept; empty where it was. */
export function dutiesView(
  result: Result,
  tick: Tick,
  trouble: string,
  explain: Explain,
): TemplateResult | typeof nothing {
  const tasks = tasksOf(result);
  if (tasks.length === 0) return nothing;
  const part: Part = { result, tick, explain };
  return html`
    <details class="duties">
      <summary>
        <h3>${wording.panel.duties}</h3>
        <span class="count">${wording.panel.done(progressOf(tasks))}</span>
      </summary>
      <p class="aside">${wording.panel.dutiesKept}</p>
      <p class="error" role="status">${trouble}</p>
      ${result.usual_due === null
        ? nothing
        : html`<p><span class="label">${wording.panel.usualDue}</span> ${explain(result.usual_due)}</p>`}
      ${result.duties.map((duties) => dutiesOf(duties, part))}
    </details>
  `;
}

function dutiesOf({ title, support, steps }: Duties, part: Part): TemplateResult {
  return html`
    <h4>${title}</h4>
    <p><span class="label">${wording.panel.support}</span> ${part.explain(support)}</p>
    <ol class="timeline">
      ${steps.map((step) => stepView(step, part))}
    </ol>
  `;
}

function stepView({ step, tasks }: Step, part: Part): TemplateResult {
  const progress = progressOf(tasks);
  return html`<li>
    <div class="step">
      <span class=${progress.done === progress.of ? "node all" : "node"} aria-hidden="true"
        >${nodeView(step, progress)}</span
      >
      <h5>${wording.panel.step(step)}</h5>
      <span class="count">${wording.panel.done(progress)}</span>
    </div>
    <ul class="tasks">
      ${repeat(
        tasks,
        ({ id }) => id,
        (task) => taskView(task, part),
      )}
    </ul>
  </li>`;
}

function nodeView(step: number | null, { done, of }: Progress): unknown {
  if (done === of) return icons.check;
  return step ?? nothing;
}

function taskView(task: Task, part: Part): TemplateResult {
  const { explain, result, tick } = part;
  const { title, what, done, deliverable, support, inference, local, sources } = task;
  return html`<li class=${done ? "ticked" : ""}>
    <label>
      <input
        type="checkbox"
        .checked=${live(done)}
        @change=${(event: Event) => tick(task, (event.target as HTMLInputElement).checked)}
      />
      <strong>${title}</strong>
    </label>
    ${localView(local)}
    <p>${explain(what)} ${inferredView(inference)}</p>
    ${deliverable ? html`<p><span class="label">${wording.panel.handIn}</span> ${explain(deliverable)}</p>` : nothing}
    ${support ? html`<p><span class="label">${wording.panel.support}</span> ${explain(support)}</p>` : nothing}
    ${dueView(task, part)} ${sourcesView(sources, result)}
  </li>`;
}

function dueView(task: Task, { explain, result }: Part): TemplateResult {
  const { due, local } = task;
  return html`<p class="due">
    <span class="label">${wording.panel.due}</span>
    ${due.date === null
      ? html`<b>${wording.panel.noDate}</b>`
      : html`<b class="day"><time datetime=${due.date}>${plainDay(due.date)}</time></b>`}
    ${localView(due.local && !local)} ${isDueAsUsual(task, result) ? nothing : html`<span class="aside">${explain(due.text)}</span>`}
  </p>`;
}
