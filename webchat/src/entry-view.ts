/** One message, as it is drawn. */
import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { guard } from "lit/directives/guard.js";

import { explainWords } from "./explain";
import type { Glossary } from "./glossary";
import { icons } from "./icons";
import { renderMarkdown, setQuestionOff } from "./markdown";
import type { Choice } from "./protocol";
import type { ChoiceView, EntryView } from "./view-model";
import { calendarDay, clockTime, wording } from "./wording";

export type Choose = (choice: Choice, event: MouseEvent) => void;

export function entryView(entry: EntryView, choose: Choose, glossary: Glossary | null): TemplateResult {
  const classes = {
    entry: true,
    [entry.speaker]: true,
    "starts-run": entry.startsRun,
    waiting: entry.waiting,
  };
  return html`
    ${entry.startsDay ? html`<p class="day">${calendarDay(entry.time)}</p>` : nothing}
    <article class=${classMap(classes)} data-id=${entry.id}>
      <h2 class=${entry.startsRun ? "who" : "visually-hidden"}>
        <span>${wording[entry.speaker]}<span class="visually-hidden"> ${wording.said}</span></span>
        <time datetime=${entry.time}>${clockTime(entry.time)}</time>
      </h2>
      ${body(entry, glossary)}
      ${entry.waiting ? html`<p class="delivery">${wording.waiting}</p>` : nothing}
      ${entry.choices.length > 0 ? choices(entry, choose) : nothing}
    </article>
  `;
}

function body({ speaker, text, choices }: EntryView, glossary: Glossary | null): TemplateResult {
  // What people write keeps the direction of its own script.
  if (speaker === "user") return html`<div class="bubble" dir="auto">${text}</div>`;
  // Parsed once per text: the nodes stay in the page, so a screen reader does not hear them again.
  return html`<div class="bubble prose">${guard([text, glossary], () => said(text, choices.length > 0, glossary))}</div>`;
}

function said(text: string, asks: boolean, glossary: Glossary | null): DocumentFragment {
  const message = explainWords(renderMarkdown(text), glossary);
  return asks ? setQuestionOff(message) : message;
}

function choices(entry: EntryView, choose: Choose): TemplateResult {
  return html`
    <div class="choices" role="group" aria-label=${wording.choices}>
      ${entry.choices.map((choice) => choiceButton(choice, entry.open, choose))}
    </div>
  `;
}

/**
 * A closed choice is `aria-disabled` and out of the tab order, not `disabled`: the latter would throw away the
 * focus of whoever has just pressed it.
 */
function choiceButton(choice: ChoiceView, open: boolean, choose: Choose): TemplateResult {
  return html`<button
    type="button"
    class=${choice.chosen ? "chosen" : ""}
    aria-disabled=${open ? nothing : "true"}
    tabindex=${open ? nothing : "-1"}
    @click=${open ? (event: MouseEvent) => choose(choice, event) : null}
  >
    ${choice.chosen ? icons.check : nothing}<span>${choice.title}</span>${choice.chosen
      ? html`<span class="visually-hidden">(${wording.chosen})</span>`
      : nothing}
  </button>`;
}
