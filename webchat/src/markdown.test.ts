// @vitest-environment jsdom
import { describe, expect, it } from "vitest";

import { renderMarkdown, setQuestionOff } from "./markdown";

function rendered(markdown: string): HTMLElement {
  const host = document.createElement("div");
  host.append(renderMarkdown(markdown));
  return host;
}

describe("what an assistant writes", () => {
  it("keeps emphasis, lists and tables", () => {
    const host = rendered("A **Level**.\n\n1. one\n2. two\n   - deeper\n\n| Step | Due |\n|---|---|\n| Plan | June |\n");
    expect(host.querySelector("strong")?.textContent).toBe("Level");
    expect(host.querySelectorAll("ol > li")).toHaveLength(2);
    expect(host.querySelector("ol ul li")?.textContent).toBe("deeper");
    expect(host.querySelector("td")?.textContent).toBe("Plan");
  });

  it("lets a wide table scroll in a box that the keyboard reaches, with headers that name their columns", () => {
    const host = rendered("| Step | Due |\n|---|---|\n| Plan | June |\n");
    const box = host.querySelector<HTMLElement>(".table");
    expect(box?.tabIndex).toBe(0);
    expect(box?.querySelector("table")).not.toBeNull();
    expect(Array.from(host.querySelectorAll("th"), ({ scope }) => scope)).toEqual(["col", "col"]);
  });

  it("names the rows of a table whose first column has no header", () => {
    const host = rendered("| | One | Other |\n|---|---|---|\n| **Year** | 2022 | 2023 |\n");
    expect(Array.from(host.querySelectorAll("th"), ({ scope, textContent }) => [scope, textContent])).toEqual([
      ["col", "One"],
      ["col", "Other"],
      ["row", "Year"],
    ]);
  });

  it("opens links in a new tab, which can't reach back, and says so", () => {
    const link = rendered("[the page](https://www.example.org/a?b=1)").querySelector("a");
    expect(link?.href).toBe("https://www.example.org/a?b=1");
    expect(link?.target).toBe("_blank");
    expect(link?.rel).toBe("noopener noreferrer");
    expect(link?.textContent).toBe("the page (opens in a new tab)");
  });

  it.each([
    ["# a", ["H3"]],
    ["## a\n\n### b\n\n## c", ["H3", "H4", "H3"]],
    ["## a\n\n#### b\n\n### c", ["H3", "H4", "H4"]],
    ["# a\n\n## b\n\n### c\n\n#### d\n\n##### e", ["H3", "H4", "H5", "H6", "H6"]],
  ])("nests the headings of %j without a gap below those of the page", (markdown, expected) => {
    const headings = rendered(markdown).querySelectorAll("h1, h2, h3, h4, h5, h6");
    expect(Array.from(headings, ({ tagName }) => tagName)).toEqual(expected);
  });
});

describe("what an attacker writes", () => {
  it.each([
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    '<iframe src="https://evil.example"></iframe>',
    '<a href="https://evil.example" onclick="alert(1)">x</a>',
    '<form action="https://evil.example"><input></form>',
    "<style>*{display:none}</style>",
  ])("shows raw HTML as the text it is: %s", (markdown) => {
    const host = rendered(markdown);
    expect(host.querySelector("img, script, svg, iframe, a, form, input, style")).toBeNull();
    expect(host.textContent).toContain(markdown.slice(0, 5));
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,hi)",
    "[x](vbscript:msgbox)",
    "[x](//evil.example)",
    "[x](&#106;avascript:alert(1))",
  ])("makes no link to anything but the web and mail: %s", (markdown) => {
    expect(rendered(markdown).querySelector("a")).toBeNull();
  });

  it("leaves an address of mail to the mail program", () => {
    const link = rendered("[Write to us](mailto:cim@selpa.example)").querySelector("a");
    expect(link?.target).toBe("");
    expect(link?.textContent).toBe("Write to us");
  });

  it("loads no picture, which would tell its server who is reading", () => {
    const host = rendered("![a chart](https://evil.example/pixel.png)");
    expect(host.querySelector("img")).toBeNull();
    expect(host.textContent).toContain("a chart");
  });

  it("lets no attribute through that carries style, behaviour or a name", () => {
    const host = rendered('[x](https://example.org "t\\" onmouseover=\\"alert(1)")\n\n`<b id=x class=y style=z>`');
    const names = Array.from(host.querySelectorAll("*")).flatMap((element) => element.getAttributeNames());
    expect(new Set(names)).toEqual(new Set(["href", "title", "target", "rel", "class"]));
    expect(host.querySelector("b")).toBeNull();
  });
});

describe("a text without markup for headings", () => {
  it("gets them from its lines in bold: a title, and sections below it", () => {
    const host = rendered("**Targeted Level 1**\nYour answers lead here.\n\n**Why**\n- One element.\n\n**Sources**\n");
    expect(Array.from(host.children, ({ tagName, textContent }) => [tagName, textContent?.trim()])).toEqual([
      ["H3", "Targeted Level 1"],
      ["P", "Your answers lead here."],
      ["H4", "Why"],
      ["UL", "One element."],
      ["H4", "Sources"],
    ]);
  });

  it("keeps bold words in a line as they are", () => {
    const host = rendered("**Your letter** decides.\n\nIt is **yours**.");
    expect(host.querySelector("h3")).toBeNull();
    expect(host.querySelectorAll("strong")).toHaveLength(2);
  });

  it("takes a text that is one bold line for what it is, not for a title of nothing", () => {
    expect(rendered("**Noted.**").querySelector("p > strong")).not.toBeNull();
  });

  it("keeps its lines apart", () => {
    expect(rendered("A question?\nA hint.").querySelector("p > br")).not.toBeNull();
  });
});

describe("the sources at the end of a message", () => {
  const SOURCES = "**Sources**\n1. [A page](https://a.example)\n2. A text without an address";

  it("fold under their heading, with their number", () => {
    const fold = rendered(`**Why**\n- Three. [1]\n\n${SOURCES}`).querySelector("details");
    expect(fold?.querySelector("summary")?.textContent).toBe("Sources (2)");
    expect(fold?.querySelectorAll("ol > li")).toHaveLength(2);
    expect(fold?.open).toBe(false);
  });

  it("fold where something follows them, which stays in sight", () => {
    const host = rendered(`${SOURCES}\n\nA quick check: who must take part?`);
    expect(host.querySelector("details")?.textContent).not.toContain("quick check");
    expect(host.lastElementChild?.textContent).toBe("A quick check: who must take part?");
  });

  it.each([
    ["a list of steps", "**Do this**\n1. Read the letter.\n2. Ask your [SELPA](https://s.example) for help."],
    ["a list without a heading", "Look here:\n\n1. [A page](https://a.example)"],
  ])("are not mistaken for %s", (_, markdown) => {
    expect(rendered(markdown).querySelector("details")).toBeNull();
  });
});

describe("a question", () => {
  function asked(markdown: string): HTMLElement {
    const host = document.createElement("div");
    host.append(setQuestionOff(renderMarkdown(markdown)));
    return host;
  }

  it("is told apart from the help below it, and nothing of either is lost", () => {
    const host = asked("Question 2: Is your **LEA** a school district?\nAn LEA is a local agency.\nAsk if unsure.");
    expect(host.querySelector(".asked")?.textContent).toBe("Question 2: Is your LEA a school district?");
    expect(host.querySelector(".asked strong")?.textContent).toBe("LEA");
    expect(host.querySelector(".help")?.textContent).toBe("An LEA is a local agency.Ask if unsure.");
  });

  it.each([
    ["a sentence alone", "Hello. I help you."],
    ["several paragraphs", "One\nline.\n\nAnother."],
    ["a message with a heading", "**Stop 1**\nText of it."],
    ["a list", "- One\n- Two"],
  ])("is not seen in %s", (_, markdown) => {
    const host = asked(markdown);
    expect(host.querySelector(".asked, .help")).toBeNull();
    expect(host.innerHTML).toBe(rendered(markdown).innerHTML);
  });
});
