/**
 * Markdown to nodes that are safe to show.
 *
 * Two walls: marked is told to show raw HTML as text, and DOMPurify lets through a short list of elements and
 * no address but web and mail. Images are not on the list: a picture from elsewhere would be a request to
 * another origin, which tells that origin who reads.
 */
import DOMPurify from "dompurify";
import { Marked, type MarkedToken, type Token, type Tokens, type TokensList } from "marked";

import { wording } from "./wording";

/** Message headings begin below the page's title and the speaker's name. */
const TOP_HEADING = 3;

const ALLOWED_TAGS = [
  ...["a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"],
  ...["strong", "table", "tbody", "td", "th", "thead", "tr", "ul"],
];
const ALLOWED_ATTR = ["href", "start", "title"];
const ALLOWED_URI_REGEXP = /^(?:https?:|mailto:)/i;

export function renderMarkdown(markdown: string): DocumentFragment {
  const tokens = withHeadings(parser.lexer(markdown));
  nestHeadings(tokens);
  const fragment = DOMPurify.sanitize(parser.parser(tokens), {
    ALLOWED_TAGS,
    ALLOWED_ATTR,
    ALLOWED_URI_REGEXP,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  fragment.querySelectorAll("a").forEach(openElsewhere);
  fragment.querySelectorAll("table").forEach(letScroll);
  [...fragment.children].filter((child) => child.matches("ol")).forEach(foldSources);
  return fragment;
}

/**
 * A paragraph that asks says in its first line what is asked, and below it what helps to answer. The two are told
 * apart by `asked` and `help`; a message of any other form stays as it is.
 */
export function setQuestionOff(message: DocumentFragment): DocumentFragment {
  const paragraph = message.children.length === 1 ? message.firstElementChild : null;
  const end = paragraph?.matches("p") === true && [...paragraph.children].find((child) => child.matches("br"));
  if (!paragraph || !end) return message;
  const nodes = [...paragraph.childNodes];
  const at = nodes.indexOf(end);
  paragraph.replaceChildren(part("asked", nodes.slice(0, at)), "\n", part("help", nodes.slice(at + 1)));
  return message;
}

function part(className: string, nodes: readonly Node[]): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  element.append(...nodes);
  return element;
}

const parser = new Marked({
  gfm: true,
  // A line of the text is a line on the page, as it is in every other channel.
  breaks: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escape(text),
    image: ({ text }: Tokens.Image) => escape(text),
  },
});

/**
 * A line that is bold from end to end is how a text without markup sets a heading, because it reads well everywhere.
 * Here it becomes a real one, so that a screen reader can go from one to the next: the first is the title, the
 * others stand below it. A text that has headings of its own keeps them as they are.
 */
function withHeadings(tokens: TokensList): Token[] {
  if (tokens.some(({ type }) => type === "heading")) return tokens;
  let depth = 1;
  return tokens.flatMap((token) => {
    const [title, ...rest] = isParagraph(token) ? token.tokens : [];
    const isWholeLine = title?.type === "strong" && (rest.length === 0 ? tokens.length > 1 : rest[0]?.type === "br");
    if (!isWholeLine) return [token];
    const heading: MarkedToken = {
      type: "heading",
      depth,
      raw: title.raw,
      text: (title as Tokens.Strong).text,
      tokens: (title as Tokens.Strong).tokens,
    };
    depth = 2;
    return rest.length > 1 ? [heading, { ...token, tokens: rest.slice(1) }] : [heading];
  });
}

function isParagraph(token: Token): token is Tokens.Paragraph {
  return token.type === "paragraph";
}

/** The shallowest heading of a message becomes the top one, and none skips a level on the way down. */
function nestHeadings(tokens: Token[]): void {
  const open: number[] = [];
  for (const token of tokens) {
    if (token.type !== "heading") continue;
    const depth = token["depth"] as number;
    while (open.length > 0 && depth <= (open.at(-1) ?? 0)) open.pop();
    open.push(depth);
    token["depth"] = Math.min(TOP_HEADING + open.length - 1, 6);
  }
}

function openElsewhere(link: HTMLAnchorElement): void {
  if (!link.hasAttribute("href")) {
    link.replaceWith(...link.childNodes);
    return;
  }
  if (link.protocol === "mailto:") return;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  const note = document.createElement("span");
  note.className = "visually-hidden";
  note.textContent = ` ${wording.opensInNewTab}`;
  link.append(note);
}

/** A numbered list of links, under a heading, is a list of sources: it folds under the heading. */
function foldSources(list: Element): void {
  const heading = list.previousElementSibling;
  if (!heading?.matches("h3, h4, h5, h6")) return;
  const items = [...list.children];
  if (!items.some((item) => item.children.length === 1 && item.firstElementChild?.textContent === item.textContent)) return;
  const fold = document.createElement("details");
  const summary = document.createElement("summary");
  const count = document.createElement("span");
  count.textContent = ` (${items.length})`;
  heading.replaceWith(fold);
  summary.append(heading, count);
  fold.append(summary, list);
}

/** A wide table scrolls in a box of its own, which the keyboard must be able to reach. */
function letScroll(table: HTMLTableElement): void {
  const box = document.createElement("div");
  box.className = "table";
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", wording.table);
  table.replaceWith(box);
  box.append(table);
  table.querySelectorAll("th").forEach((header) => (header.scope = "col"));
  nameRows(table);
}

/** Where nothing stands above the first column, that column says what its rows are about. */
function nameRows(table: HTMLTableElement): void {
  const corner = table.querySelector("th");
  if (corner === null || corner.textContent !== "") return;
  corner.replaceWith(document.createElement("td"));
  table.querySelectorAll("tbody td:first-child").forEach((cell) => {
    const name = document.createElement("th");
    name.scope = "row";
    name.append(...cell.childNodes);
    cell.replaceWith(name);
  });
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
