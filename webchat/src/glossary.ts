/**
 * The words of the field, as the server's glossary explains them, and where they stand in a text. Pure.
 *
 * A word is explained once in a text: an underline under every "LEA" would help nobody.
 */
import { isRecord, isText } from "./protocol";

export interface Term {
  readonly names: readonly string[];
  readonly means: string;
  readonly sources: readonly { readonly title: string; readonly href: string | null }[];
}

/** A word of a text with what it means, or the text between two of them. */
export type Piece = string | { readonly word: string; readonly term: Term };

export class Glossary {
  readonly #terms = new Map<string, { readonly name: string; readonly term: Term }>();
  readonly #pattern: RegExp | null;

  constructor(terms: readonly Term[]) {
    for (const term of terms) for (const name of term.names) this.#terms.set(name.toLowerCase(), { name, term });
    const names = [...this.#terms.keys()].sort((one, other) => other.length - one.length).map(escaped);
    this.#pattern = names.length === 0 ? null : new RegExp(`\\b(?:${names.join("|")})(?:s| \\d+)?\\b`, "gi");
  }

  /**
   * `text` in pieces. A word takes its plural's ending or its number with it: "LEAs", "Targeted Level 2".
   * Terms in `seen` are not explained again; those that are join it.
   */
  explain(text: string, seen: Set<Term>): readonly Piece[] {
    const pieces: Piece[] = [];
    let end = 0;
    for (const { 0: word, index } of this.#pattern === null ? [] : text.matchAll(this.#pattern)) {
      const term = this.#termOf(word);
      if (term === undefined || seen.has(term)) continue;
      seen.add(term);
      pieces.push(text.slice(end, index), { word, term });
      end = index + word.length;
    }
    return [...pieces, text.slice(end)].filter((piece) => piece !== "");
  }

  #termOf(word: string): Term | undefined {
    for (const said of [word, word.replace(/(?:s| \d+)$/i, "")]) {
      const found = this.#terms.get(said.toLowerCase());
      // "IDEA" is a law, and an idea is not.
      if (found !== undefined && (!isAcronym(found.name) || found.name === said)) return found.term;
    }
    return undefined;
  }
}

/** The terms of the server's answer; what is not one is dropped. */
export function readGlossary(value: unknown): Glossary | null {
  if (!isRecord(value) || !Array.isArray(value["terms"])) return null;
  return new Glossary(value["terms"].filter(isTerm));
}

function isTerm(value: unknown): value is Term {
  return (
    isRecord(value) &&
    Array.isArray(value["names"]) &&
    value["names"].every(isText) &&
    isText(value["means"]) &&
    Array.isArray(value["sources"]) &&
    value["sources"].every((source) => isRecord(source) && isText(source["title"]))
  );
}

function isAcronym(name: string): boolean {
  return /[A-Z].*[A-Z]/.test(name) && !name.includes(" ");
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
