import { describe, expect, it } from "vitest";

const sources = import.meta.glob<string>(["./*.ts", "!./*.test.ts", "!./wording.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

describe("what people read", () => {
  it("is looked for in every component", () => {
    expect(Object.keys(sources).length).toBeGreaterThan(20);
    expect(wordsIn('html`<p title="Close it">${one ? html`<b>Now</b>` : nothing} and then</p>`')).toEqual([
      "Now",
      "Close it",
      "and then",
    ]);
  });

  it.each(Object.entries(sources))("stands in the wording and not in %s", (_, source) => {
    expect(wordsIn(source)).toEqual([]);
  });
});

/** The words of a file's templates that a reader would see or hear. */
function wordsIn(source: string): string[] {
  return templatesOf(source).flatMap((markup) => {
    const named = [...markup.matchAll(/(?:aria-label|aria-description|alt|placeholder|title)="([^"]*)"/g)];
    const shown = markup.replace(/<!--.*?-->/gs, "").replace(/<(?:"[^"]*"|[^>"])*>/g, "\n").split("\n");
    const texts = [...named.map((match) => match[1] ?? ""), ...shown].map((text) => text.trim());
    return texts.filter((text) => /\p{L}{2}/u.test(text));
  });
}

/** The fixed parts of the `html` and `svg` templates in a file, what they hold in braces taken out. */
function templatesOf(source: string): string[] {
  const templates: string[] = [];
  // Of every open template or brace, what it began with, and the text of a template so far.
  const open: { readonly isTemplate: boolean; isMarkup: boolean; text: string }[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const top = open.at(-1);
    const sign = source[at] ?? "";
    if (top?.isTemplate === true) {
      if (sign === "`") {
        if (top.isMarkup) templates.push(top.text);
        open.pop();
      } else if (sign === "$" && source[at + 1] === "{") {
        open.push({ isTemplate: false, isMarkup: false, text: "" });
        at += 1;
      } else {
        top.text += sign;
      }
    } else if (sign === "`") {
      open.push({ isTemplate: true, isMarkup: /(?:html|svg)$/.test(source.slice(0, at)), text: "" });
    } else if (sign === "{") {
      open.push({ isTemplate: false, isMarkup: false, text: "" });
    } else if (sign === "}") {
      open.pop();
    }
  }
  return templates;
}
