import { describe, expect, it } from "vitest";

import { Glossary, readGlossary, type Term } from "./glossary";

const term = (...names: string[]): Term => ({ names, means: `what ${names[0]} means`, sources: [] });
const IDEA = term("Individuals with Disabilities Education Act", "IDEA", "IDEA funds");
const LEA = term("local educational agency", "LEA");
const TEAM = term("CIM Team", "CIM teams");
const CIM = term("Compliance and Improvement Monitoring", "CIM");
const TARGETED = term("Targeted", "targeted level");
const glossary = new Glossary([IDEA, LEA, TEAM, CIM, TARGETED]);

/** The words that are explained in a text, with the first name of what explains them. */
function words(text: string, seen = new Set<Term>()): string[] {
  return glossary
    .explain(text, seen)
    .flatMap((piece) => (typeof piece === "string" ? [] : [`${piece.word}: ${piece.term.names[0]}`]));
}

describe("words with a meaning", () => {
  it("are found by any of their names, in whatever case, and the text stays whole", () => {
    const text = "Your local Educational Agency is in a targeted level.";
    expect(words(text)).toEqual([`local Educational Agency: ${LEA.names[0]}`, `targeted level: ${TARGETED.names[0]}`]);
    const pieces = glossary.explain(text, new Set());
    expect(pieces.map((piece) => (typeof piece === "string" ? piece : piece.word)).join("")).toBe(text);
  });

  it("are explained where they stand first, and not again", () => {
    const seen = new Set<Term>();
    expect(words("An LEA and another LEA", seen)).toHaveLength(1);
    expect(words("The LEA again", seen)).toEqual([]);
  });

  it("are the longest that fit", () => {
    expect(words("Form a CIM Team for CIM.")).toEqual([`CIM Team: ${TEAM.names[0]}`, `CIM: ${CIM.names[0]}`]);
  });

  it("may stand in the plural or have a number", () => {
    expect(words("Most LEAs")).toEqual([`LEAs: ${LEA.names[0]}`]);
    expect(words("Targeted Level 2 in 2023")).toEqual([`Targeted Level 2: ${TARGETED.names[0]}`]);
  });

  it("are no parts of other words, and an acronym is no word in small letters", () => {
    expect(words("A plea for a good idea")).toEqual([]);
    expect(words("Paid from IDEA funds")).toEqual([`IDEA funds: ${IDEA.names[0]}`]);
  });

  it("are none where the glossary is empty", () => {
    expect(new Glossary([]).explain("An LEA", new Set())).toEqual(["An LEA"]);
  });
});

describe("a glossary from the server", () => {
  it("loses what is not a term, and stays", () => {
    const read = readGlossary({ terms: [LEA, { names: "LEA" }, null, { ...IDEA, means: "" }] });
    expect(read?.explain("LEA and IDEA", new Set())).toEqual([{ word: "LEA", term: LEA }, " and IDEA"]);
  });

  it.each([null, {}, { terms: "none" }])("is none when it is %j", (value) => {
    expect(readGlossary(value)).toBeNull();
  });
});
