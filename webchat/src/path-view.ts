/** The way through the criteria, as it is drawn, and the same as a list for who can't see it. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";

import { icons } from "./icons";
import { BOX_X, drawing, LINE_X, WIDTH, type Box, type Drawing, type Stop } from "./path-drawing";
import type { Result, Station } from "./state";
import { wording } from "./wording";

const MARK = 22;
const WORD_X = 34;
const LEAD_X = 124;
const LINE_HEIGHT = 16;
/** About the width of a letter of a bold word, and what stays free after the word. */
const LETTER = 7.5;
const AFTER_WORD = 10;

export function pathView(result: Result): TemplateResult {
  const drawn = drawing(result);
  return html`
    <svg class="drawing" viewBox="0 0 ${WIDTH} ${drawn.height}" role="img" aria-label=${wording.panel.drawing}>
      ${lineView(drawn)} ${drawn.levels.map(boxView)} ${labelView(drawn)} ${drawn.designations.map(boxView)}
    </svg>
    <ol class="visually-hidden">
      ${result.path.map(stationView)}
    </ol>
  `;
}

function lineView({ line, way }: Drawing): SVGTemplateResult | typeof nothing {
  if (line === null) return nothing;
  const walked = way ?? line.from;
  return svg`<g class="line">
    <path class="beyond" d="M${LINE_X} ${walked}V${line.to}" />
    ${way === null ? nothing : svg`<path class="way" d="M${LINE_X} ${line.from}V${way}" />`}
    <circle class="start" cx=${LINE_X} cy=${line.from} r="4" />
  </g>`;
}

function labelView({ label }: Drawing): SVGTemplateResult | typeof nothing {
  if (label === null) return nothing;
  return svg`<text class="beside" x="4" y=${label} dominant-baseline="central">${wording.panel.beside}</text>
    <path class="beyond" d="M${BOX_X} ${label}H${WIDTH}" />`;
}

function boxView({ y, height, lines, kind, stops }: Box): SVGTemplateResult {
  const said = { result: wording.panel.here, possible: wording.panel.stillPossible, other: null }[kind];
  const all = said === null ? lines : [...lines, said];
  const top = y + height / 2 - ((all.length - 1) * LINE_HEIGHT) / 2;
  return svg`<g class=${kind}>
    ${stops.map(stopView)}
    <rect x=${BOX_X} y=${y + 1} width=${WIDTH - BOX_X - 2} height=${height - 2} rx="7" />
    ${all.map(
      (text, at) => svg`<text x=${BOX_X + 10} y=${top + at * LINE_HEIGHT} dominant-baseline="central"
        class=${at < lines.length ? "title" : "said"}>${text}</text>`,
    )}
  </g>`;
}

function stopView({ y, outcome, leads }: Stop): SVGTemplateResult {
  const word = wording.panel.outcomes[outcome];
  return svg`
    ${leads
      ? svg`<path class="way" d="M${WORD_X + word.length * LETTER + AFTER_WORD} ${y}H${BOX_X - 4}m-6 -6l6 6l-6 6" />`
      : svg`<path class="branch" d="M${LEAD_X} ${y}H${BOX_X}" />`}
    <svg class=${`mark-shape ${outcome}`} x=${LINE_X - MARK / 2} y=${y - MARK / 2} width=${MARK} height=${MARK}
      viewBox="0 0 24 24">${icons.outcome[outcome]}</svg>
    <text class=${leads ? "word leads" : "word"} x=${WORD_X} y=${y} dominant-baseline="central">${word}</text>
  `;
}

function stationView({ title, outcome, criteria, result }: Station): TemplateResult {
  const each = criteria.length > 1 ? ` (${criteria.map((one) => wording.panel.outcomes[one]).join(", ")})` : "";
  return html`<li>
    ${title}: ${wording.panel.outcomes[outcome]}${each}${result ? html`, <b>${wording.panel.here}</b>` : nothing}
  </li>`;
}
