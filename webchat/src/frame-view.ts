/** What stands around the conversation. */
import { html, type TemplateResult } from "lit";

import { icons } from "./icons";
import { wording } from "./wording";

/**
 * `embedded`: on a page that has a title of its own, and may put a way to close it in the slot. `skip` leads past the
 * conversation, which has many words that the Tab key stops at.
 */
export function headerView(clear: () => void, skip: () => void, embedded: boolean): TemplateResult {
  return html`
    <div class="top">
      <button class="primary skip" type="button" @click=${skip}>${wording.skip}</button>
      <div class="column">
        <span class="mark">${icons.mark}</span>
        ${embedded ? html`<h2>${wording.name}</h2>` : html`<h1>${wording.name}</h1>`}
        <div class="actions">
          <button class="plain" type="button" @click=${clear}>
            ${icons.bin}<span>${wording.clear.open}<span class="long"> ${wording.clear.openRest}</span></span>
          </button>
          <slot name="close"></slot>
        </div>
        ${aboutView("about")}
      </div>
    </div>
  `;
}

/** What this is, what it is not, and what must not be typed. */
export function aboutView(className: string): TemplateResult {
  return html`<p class=${className}>
    ${wording.about.map(({ text, strong }) =>
      strong ? html`<strong>${text}</strong> ` : html`<span>${text}</span> `,
    )}
  </p>`;
}

export function troubleView(retry: () => void): TemplateResult {
  return html`<div class="column">
    <p>${navigator.onLine ? wording.trouble.away : wording.trouble.offline}</p>
    <button class="quiet" type="button" @click=${retry}>${wording.trouble.retry}</button>
  </div>`;
}
