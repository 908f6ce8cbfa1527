import { svg } from "lit";

/** Drawn in the colour of the text around them, and silent for screen readers. */
export const icons = {
  mark: svg`<svg viewBox="0 0 32 32" aria-hidden="true">
    <path d="M7 4h13l5 5v19H7z" fill="currentColor"/>
    <path d="M11.5 13h9M11.5 18h9M11.5 23h5" stroke="var(--cim-surface)" stroke-width="2" stroke-linecap="round"/>
  </svg>`,
  send: svg`<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.25"
    stroke-linecap="round" stroke-linejoin="round"><path d="M12 19V5M5.5 11.5 12 5l6.5 6.5"/></svg>`,
  down: svg`<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.25"
    stroke-linecap="round" stroke-linejoin="round"><path d="M12 5v14M5.5 12.5 12 19l6.5-6.5"/></svg>`,
  check: svg`<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.75"
    stroke-linecap="round" stroke-linejoin="round"><path d="m5 12.5 4.5 4.5L19 7.5"/></svg>`,
  bin: svg`<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.9"
    stroke-linecap="round" stroke-linejoin="round"><path d="M4.5 7h15M10 4h4M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5"/>
  </svg>`,
  cross: svg`<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.25"
    stroke-linecap="round"><path d="m6 6 12 12M18 6 6 18"/></svg>`,
  talk: svg`<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2"
    stroke-linecap="round" stroke-linejoin="round"><path d="M4 5h16v11H11l-5 4v-4H4zM8.5 9h7M8.5 12h4"/></svg>`,
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
