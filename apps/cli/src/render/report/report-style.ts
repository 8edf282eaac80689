/** Style sheet of the HTML reports: light, dark and on paper. Text and its background differ by 4.5:1 or more. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --paper: #fff; --wash: #f5f7f9; --ink: #1b1f24; --muted: #57606a; --line: #d5dbe1; --accent: #0072b2;
  --over: #a84300; --under: #0a5f96;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #101418; --wash: #181e24; --ink: #e6e9ed; --muted: #a0aab4; --line: #2f3841; --accent: #6cbcf0;
    --over: #f5a06a; --under: #7cc4f2;
    --figure-ink: #e6e9ed; --figure-muted: #a0aab4; --figure-grid: #262e36; --figure-paper: #101418;
    --figure-blue: #56b4e9; --figure-vermilion: #f5955c; --figure-green: #3cc79b;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 Inter, system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
}
main, header { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 48px; }
main { padding-bottom: 72px; }
.eyebrow { margin: 0; color: var(--accent); font-size: 13px; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; }
h1 { margin: 4px 0 8px; font-size: 34px; line-height: 1.2; letter-spacing: -.015em; text-wrap: balance; }
h2 { margin: 56px 0 12px; padding-top: 20px; border-top: 1px solid var(--line); font-size: 22px; line-height: 1.3; letter-spacing: -.01em; }
h3 { margin: 28px 0 8px; font-size: 16px; }
p { margin: 0 0 12px; max-width: 76ch; }
.lede { font-size: 19px; line-height: 1.5; text-wrap: pretty; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 14px 28px; margin: 24px 0 20px; }
.facts dt { color: var(--muted); font-size: 13px; }
.facts dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
time { white-space: nowrap; }
pre { margin: 0; padding: 12px 16px; border-radius: 8px; background: var(--wash); font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding: 0 0 8px; text-align: left; color: var(--muted); font-size: 14px; }
th, td { padding: 8px 14px 8px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: baseline; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: 13px; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
.summary .value { font-size: 22px; font-weight: 650; line-height: 1.2; }
.summary .meaning { padding-left: 14px; color: var(--muted); }
.summary td.meaning { font-size: 14px; }
.interval { color: var(--muted); }
.over { color: var(--over); } .under { color: var(--under); }
.figures { display: grid; grid-template-columns: 480fr 620fr; gap: 40px 20px; align-items: start; }
.agreement { font-size: 14px; }
.agreement tbody th { font-weight: 400; }
figure { margin: 0; min-width: 0; }
figure svg { display: block; width: 100%; }
figcaption { margin-top: 8px; color: var(--muted); font-size: 14px; line-height: 1.45; }
figcaption b { color: var(--ink); }
.cases { display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 28px 20px; padding: 0; list-style: none; }
.cases button { display: block; width: 100%; padding: 0; border: 0; border-radius: 6px; background: none; cursor: zoom-in; }
.cases img { display: block; width: 100%; height: auto; border-radius: 6px; background: var(--wash); }
.cases .name { display: block; color: var(--ink); font-weight: 600; overflow-wrap: anywhere; }
dialog { max-width: 96vw; max-height: 96vh; padding: 0; border: 0; border-radius: 8px; background: none; }
dialog img { display: block; min-width: min(80vw, 80vh); max-width: 96vw; max-height: 96vh; object-fit: contain; cursor: zoom-out; }
dialog::backdrop { background: rgb(0 0 0 / .75); }
.all { font-size: 14px; }
.all th, .all td { padding-top: 5px; padding-bottom: 5px; }
.all tbody th { font-weight: 400; overflow-wrap: anywhere; min-width: 14ch; }
.all tbody tr:hover { background: var(--wash); }
.all thead th { position: sticky; top: 0; background: var(--paper); }
.all thead button { padding: 4px 0; border: 0; background: none; color: inherit; font: inherit; text-align: inherit; cursor: pointer; }
.all thead button:hover { color: var(--ink); text-decoration: underline; }
th[aria-sort] { color: var(--ink); }
th[aria-sort="ascending"] button::after { content: " ↑"; }
th[aria-sort="descending"] button::after { content: " ↓"; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.protocol { max-width: 84ch; }
.protocol dt { margin-top: 14px; font-weight: 600; }
.protocol dd { margin: 0; }
footer { margin-top: 56px; color: var(--muted); font-size: 13px; }
/* A scroll box would hold the headings that are to stick to the window. */
@media (min-width: 900px) { .scroll { overflow: visible; } }
@media (max-width: 760px) {
  .figures { grid-template-columns: 1fr; }
  h1 { font-size: 27px; }
  .summary .meaning { display: none; }
}
@media print {
  @page { margin: 14mm; }
  body { font-size: 10pt; }
  header { padding-top: 0; }
  main, header { max-width: none; padding-left: 0; padding-right: 0; }
  h2 { margin-top: 24px; break-after: avoid; }
  figure, .cases li, tr { break-inside: avoid; }
  .all { font-size: 8pt; }
  .all thead th { position: static; }
  .cases { grid-template-columns: repeat(3, 1fr); }
  .scroll { overflow: visible; }
}
`;
