"""How a document looks as a page, on screen and on paper, and the script of its one button."""

from typing import Final

__all__ = ["SCRIPT", "STYLE"]

SCRIPT: Final = """
const button = document.querySelector("button");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
"""

_SHARES: Final = "\n".join(f".share-{share} {{ width: {share}%; }}" for share in range(5, 100, 5))
"""The widths of columns. They can't stand at the columns themselves, where the page's own policy forbids style."""

STYLE: Final = (
    """
:root {
  color-scheme: light;
  --ink: #1c2630;
  --soft: #4c5862;
  --line: #cfc9bb;
  --accent: #14595a;
  --tint: #e9f2f0;
  --caution: #fbeecf;
  --caution-line: #b98a2b;
  --focus: #b34700;
}
* { box-sizing: border-box; }
html { background: #f6f4ee; }
body {
  background: #fff;
  color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  margin: 0 auto;
  max-width: 52rem;
  overflow-wrap: anywhere;
  padding: clamp(1rem, 4vw, 3rem);
}
h1, h2, h3 { break-after: avoid; line-height: 1.25; text-wrap: balance; }
h1 { color: var(--accent); font-size: 1.75rem; margin: 0 0 0.25rem; }
h2 { border-top: 2px solid var(--accent); font-size: 1.25rem; margin: 2.25rem 0 0.5rem; padding-top: 0.5rem; }
h3 { font-size: 1.0625rem; margin: 1.5rem 0 0.25rem; }
p { margin: 0 0 0.5rem; }
header p { color: var(--soft); margin: 0; }
header .name { color: var(--ink); font-size: 1.125rem; font-weight: 600; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
button {
  background: var(--accent);
  border: 0;
  border-radius: 0.5rem;
  color: #fff;
  cursor: pointer;
  font: inherit;
  margin: 0 0 1.25rem;
  min-height: 2.75rem;
  padding: 0.5rem 1.25rem;
}
.callout {
  background: var(--caution);
  border-inline-start: 0.3rem solid var(--caution-line);
  margin: 1.25rem 0 0;
  padding: 0.75rem 1rem;
}
.callout p { margin: 0; }
.lead { font-size: 1.375rem; font-weight: 600; line-height: 1.3; margin: 0.75rem 0 0.25rem; }
.mark {
  border: 1px solid currentcolor;
  border-radius: 0.25rem;
  color: var(--accent);
  font-size: 0.8125rem;
  padding: 0 0.35rem;
  white-space: nowrap;
}
.citation { color: var(--soft); font-size: 0.8125rem; white-space: nowrap; }
.unseen { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }
table { border-collapse: collapse; margin: 0.75rem 0 0; table-layout: fixed; width: 100%; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
p:has(+ table), p:has(+ ol) { break-after: avoid; }
th, td {
  border-bottom: 1px solid var(--line);
  font-weight: 400;
  padding: 0.5rem 0.5rem 0.4rem;
  text-align: start;
  vertical-align: top;
}
thead th { background: var(--tint); border-bottom: 2px solid var(--accent); font-weight: 600; }
td p, th p { margin: 0 0 0.2rem; }
input[type="checkbox"] { accent-color: var(--accent); height: 1.25rem; margin: 0.15rem 0 0; width: 1.25rem; }
ul, ol { padding-inline-start: 1.75rem; }
li { margin: 0 0 0.4rem; }
li p { margin: 0; }
.references li { break-inside: avoid; }
.references li p:last-child, .address { color: var(--soft); font-size: 0.875rem; }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: 0.8125rem; margin-top: 2rem; }
@media screen and (max-width: 36rem) {
  table, tbody, tbody tr, tbody th, td { display: block; width: auto; }
  thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
  tbody { border-top: 2px solid var(--accent); }
  tbody tr { border-bottom: 1px solid var(--line); padding: 0.625rem 0; position: relative; }
  tbody th, td { border: 0; padding: 0 0 0.15rem; }
  .to-tick tr { padding-inline-start: 2.25rem; }
  .to-tick td:first-child { inset: 0.625rem auto auto 0; position: absolute; }
  td[data-heading]::before { color: var(--soft); content: attr(data-heading) ": "; }
  td[data-heading] p:first-child { display: inline; }
}
@page {
  size: letter;
  margin: 0.75in 0.75in 0.85in;
  @bottom-right { color: #4c5862; content: counter(page) " / " counter(pages); font: 8.5pt sans-serif; }
}
@media print {
  html { background: none; font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  button { display: none; }
  a { color: inherit; text-decoration: none; }
  h2 { margin-top: 1.5rem; }
  p, li { orphans: 3; widows: 3; }
  .callout, .mark, thead th { print-color-adjust: exact; }
}
"""
    + _SHARES
)
