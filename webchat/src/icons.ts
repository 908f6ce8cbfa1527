import { svg, type SVGTemplateResult } from "lit";

/** A drawing in lines of the colour of the text around it, silent for screen readers. */
function line(path: string, width = 2): SVGTemplateResult {
  return svg`<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width=${width}
    stroke-linecap="round" stroke-linejoin="round"><path d=${path} /></svg>`;
}

const documents: Readonly<Record<string, SVGTemplateResult>> = {
  docx: line("M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12.5h6M9 16h6"),
  html: line("M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z"),
  ics: line("M4.5 5.5h15v14h-15zM4.5 10h15M8.5 3.5v4M15.5 3.5v4"),
  json: line("M9 4.5c-4 0-1 7-4.5 7.5C8 12.5 5 19.5 9 19.5M15 4.5c4 0 1 7 4.5 7.5-3.5.5-.5 7.5-4.5 7.5"),
};

export const icons = {
  mark: svg`<svg viewBox="0 0 32 32" aria-hidden="true">
    <path d="M7 4h13l5 5v19H7z" fill="currentColor"/>
    <path d="M11.5 13h9M11.5 18h9M11.5 23h5" stroke="var(--cim-surface)" stroke-width="2" stroke-linecap="round"/>
  </svg>`,
  send: line("M12 19V5M5.5 11.5 12 5l6.5 6.5", 2.25),
  down: line("M12 5v14M5.5 12.5 12 19l6.5-6.5", 2.25),
  check: line("m5 12.5 4.5 4.5L19 7.5", 2.75),
  bin: line("M4.5 7h15M10 4h4M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5"),
  cross: line("m6 6 12 12M18 6 6 18", 2.25),
  talk: line("M4 5h16v11H11l-5 4v-4H4zM8.5 9h7M8.5 12h4"),
  answers: line("M4 5h16v11H11l-5 4v-4H4z"),
  level: line("M5 20V4m0 1h11l-2.5 3.5L16 12H5"),
  duties: line("m4 6.5 1.5 1.5L8 5.5M4 12.5 5.5 14 8 11.5M4 18.5l1.5 1.5L8 17.5M11.5 7H20M11.5 13H20M11.5 19H20"),
  /** By the ending of its file. */
  documents,
  /** How a criterion came out, without the frame of 24 by 24 around it: the shape tells as much as the colour. */
  outcome: {
    met: svg`<circle class="face" cx="12" cy="12" r="10"/>
      <path class="sign" d="m7.5 12.4 3 3L16.5 9"/>`,
    cannot_tell: svg`<circle class="ring dashed" cx="12" cy="12" r="9"/>
      <path class="sign" d="M9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.7M12 16.6v.1"/>`,
    not_met: svg`<circle class="ring" cx="12" cy="12" r="9"/>
      <path class="sign" d="m8.8 8.8 6.4 6.4m0-6.4-6.4 6.4"/>`,
    not_applicable: svg`<circle class="ring" cx="12" cy="12" r="9"/>
      <path class="sign" d="M8 12h8"/>`,
  },
};
