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
  /** How a criterion came out, on the line from one level to the next: the shape tells as much as the colour. */
  station: {
    met: svg`<svg class="met" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/>
      <path d="m8 12.3 2.8 2.8L16 9.6" fill="none" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
    cannot_tell: svg`<svg class="cannot_tell" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8"
      fill="none" stroke-width="2" stroke-dasharray="3.2 3.1"/></svg>`,
    not_met: svg`<svg class="not_met" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8" fill="none"
      stroke-width="2"/><path d="m9.2 9.2 5.6 5.6m0-5.6-5.6 5.6" fill="none" stroke-width="2" stroke-linecap="round"/></svg>`,
    not_applicable: svg`<svg class="not_applicable" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8"
      fill="none" stroke-width="2"/><path d="M8.5 12h7" fill="none" stroke-width="2" stroke-linecap="round"/></svg>`,
  },
};
