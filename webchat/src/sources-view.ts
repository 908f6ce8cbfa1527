/** What stands beside a statement, as it is drawn: its sources, that it is our conclusion, that a site added it. */
import { html, nothing, type TemplateResult } from "lit";

import { sourcesOf } from "./panel-model";
import type { Result } from "./state";
import { wording } from "./wording";

export function inferredView(inference: string | null): TemplateResult | typeof nothing {
  return inference ? html`<span class="mark">${wording.panel.inferred}</span> ${inference}` : nothing;
}

export function localView(local: boolean): TemplateResult | typeof nothing {
  return local ? html`<span class="mark">${wording.panel.local}</span>` : nothing;
}

/** Folded, so that what they carry can be read in one go. */
export function sourcesView(ids: readonly string[], result: Result): TemplateResult | typeof nothing {
  const sources = sourcesOf(ids, result);
  if (sources.length === 0) return nothing;
  return html`<details class="sources">
    <summary>${wording.panel.sources(sources.length)}</summary>
    <ul>
      ${sources.map(({ title, href, local }) => html`<li>${localView(local)} ${linkView(title, href)}</li>`)}
    </ul>
  </details>`;
}

/** The title of a source, as a link where it has an address of the web. */
export function linkView(title: string, href: string | null): TemplateResult | string {
  if (href === null || !/^https?:/i.test(href)) return title;
  return html`<a href=${href} target="_blank" rel="noopener noreferrer"
    >${title}<span class="visually-hidden"> ${wording.opensInNewTab}</span></a
  >`;
}
