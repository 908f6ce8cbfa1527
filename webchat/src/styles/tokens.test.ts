import { describe, expect, it } from "vitest";

import css from "./tokens.css?raw";

/** Ink and ground that are used together: WCAG's 4.5 to 1 for text, 3 to 1 for what is drawn. */
const TEXT = [
  ...pairs(["ink", "ink-soft", "accent-deep"], ["ground", "surface", "tint"]),
  ...pairs(["ink", "accent-deep"], ["tint-deep"]),
  ...pairs(["danger"], ["surface", "ground"]),
  ["on-accent", "accent"],
  ["on-accent", "accent-deep"],
  ["on-danger", "danger"],
  ["caution-ink", "caution-ground"],
] as const;
const DRAWN = [
  ...pairs(["accent", "line-strong", "focus"], ["ground", "surface"]),
  ...pairs(["accent", "focus"], ["tint", "tint-deep"]),
] as const;

const light = coloursIn(css.slice(0, css.indexOf("@media")));
const dark = { ...light, ...coloursIn(css.slice(css.indexOf("@media (prefers-color-scheme: dark)"))) };

describe.each([
  ["light", light],
  ["dark", dark],
])("in the %s scheme", (_, colours) => {
  it.each(TEXT)("%s can be read on %s", (ink, ground) => {
    expect(contrast(colours[ink], colours[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(DRAWN)("%s can be seen on %s", (ink, ground) => {
    expect(contrast(colours[ink], colours[ground])).toBeGreaterThanOrEqual(3);
  });
});

function pairs(inks: readonly string[], grounds: readonly string[]): (readonly [string, string])[] {
  return inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const));
}

function coloursIn(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--cim-([\w-]+): (#[\da-f]{6});/g)].map(([, name, hex]) => [name, hex]));
}

/** The contrast of two colours by WCAG 2, from 1 to 21. */
function contrast(one: string | undefined, other: string | undefined): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex = ""): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
