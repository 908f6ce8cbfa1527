/** The ways to keep a result, as they are drawn. */
import { html, nothing, type TemplateResult } from "lit";

import { icons } from "./icons";
import type { Documents } from "./state";
import { wording } from "./wording";

/** Opened in a tab of its own: it is a page, where the others are files. */
const PAGE = "html";

export function documentsView(documents: Documents | null, server: string): TemplateResult | typeof nothing {
  const paths = Object.entries(documents?.paths ?? {}).filter(([ending]) => ending in wording.panel.documents);
  if (paths.length === 0) return nothing;
  return html`
    <div class="keep" role="group" aria-label=${wording.panel.keep}>
      <h4>${wording.panel.keep}</h4>
      <p class="links">${paths.map(([ending, path]) => linkView(ending, `${server}${path}`))}</p>
      ${documents?.paths["ics"] === undefined ? html`<p class="aside">${wording.panel.noCalendar}</p>` : nothing}
    </div>
  `;
}

function linkView(ending: string, href: string): TemplateResult {
  const title = html`${icons.documents[ending] ?? nothing}<span>${wording.panel.documents[ending]}</span>`;
  return ending === PAGE
    ? html`<a class="button" href=${href} target="_blank" rel="noopener noreferrer"
        >${title}<span class="visually-hidden"> ${wording.opensInNewTab}</span></a
      >`
    : html`<a class="button" href=${href} download>${title}</a>`;
}
