/** The LEAs of the conversation, as they are drawn: each with where it stands and a way to it. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { Choice } from "./protocol";
import type { Lea, State } from "./state";
import { wording } from "./wording";

/** Nothing while there is only one. */
export function leasView({ leas }: State, choose: (choice: Choice) => void): TemplateResult | typeof nothing {
  if (leas.length < 2) return nothing;
  return html`
    <details class="leas">
      <summary>
        <h3>${wording.panel.leas}</h3>
        <span class="count">${leas.length}</span>
      </summary>
      <ul class="facts">
        ${repeat(
          leas,
          ({ name }) => name,
          (lea) => leaView(lea, choose),
        )}
      </ul>
    </details>
  `;
}

/** Names are written by users: each keeps the direction of its own script to itself. */
function leaView({ name, standing, change }: Lea, choose: (choice: Choice) => void): TemplateResult {
  return html`<li>
    <div>
      <span class="value"><bdi>${name}</bdi></span>
      <span class="label">${standing}</span>
    </div>
    ${change === null
      ? html`<span class="now">${wording.panel.thisLea}</span>`
      : html`<button class="plain" type="button" @click=${() => choose(change)}>
          ${wording.panel.goTo}<span class="visually-hidden"> ${name}</span>
        </button>`}
  </li>`;
}
