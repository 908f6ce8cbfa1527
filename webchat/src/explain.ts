/** Texts with the words of the field made explainable: in the panel's templates, and in a message's nodes. */
import { html } from "lit";

import type { Glossary, Term } from "./glossary";
import { CimTerm } from "./term";

/** A text as a template shows it. */
export type Explain = (text: string) => unknown;

/** Says what a word means where it stands first; one for each part of the page that is read on its own. */
export function explainer(glossary: Glossary | null): Explain {
  if (glossary === null || !CimTerm.isSupported) return (text) => text;
  const seen = new Set<Term>();
  return (text) =>
    glossary
      .explain(text, seen)
      .map((piece) => (typeof piece === "string" ? piece : html`<cim-term .term=${piece.term}>${piece.word}</cim-term>`));
}

/** What stands in these is a name, or would be a button in a button. */
const LEFT_ALONE = "a, code, pre, summary, h3, h4, h5, h6";

/** Makes the words in `message` explainable, except those whose meaning it tells itself. */
export function explainWords(message: DocumentFragment, glossary: Glossary | null): DocumentFragment {
  if (glossary === null || !CimTerm.isSupported) return message;
  const text = message.textContent ?? "";
  const seen = new Set<Term>();
  const walker = document.createTreeWalker(message, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  for (const node of found.filter(({ parentElement }) => parentElement?.closest(LEFT_ALONE) == null)) {
    const pieces = glossary.explain(node.data, seen);
    if (pieces.length === 1 && typeof pieces[0] === "string") continue;
    node.replaceWith(
      ...pieces.map((piece) => {
        if (typeof piece === "string") return piece;
        return text.includes(piece.term.means) ? piece.word : termElement(piece.word, piece.term);
      }),
    );
  }
  return message;
}

function termElement(word: string, term: Term): CimTerm {
  const element = document.createElement("cim-term");
  element.term = term;
  element.textContent = word;
  return element;
}
