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
};
