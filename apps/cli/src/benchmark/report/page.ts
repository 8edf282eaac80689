import { html, type Markup, trusted } from '../../render/markup.js';
import { pageTheme } from '../../render/plots/theme.js';
import { reportStyle } from '../../render/report/report-style.js';
import type {
  ReportCell,
  ReportColumn,
  ReportDocument,
  ReportPart,
  ReportSection,
  ReportTable,
} from './document.js';
import { benchmarkStyle } from './style.js';

/**
 * A report as one HTML page that needs nothing else: no request leaves it, which its content security policy also
 * forbids. Light, dark and printable.
 */
export function pageOf({ title, about, lede, facts, command, sections }: ReportDocument): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title} – celltally benchmark</title>
<style>${trusted(reportStyle)}${trusted(benchmarkStyle)}</style>
</head>
<body>
<header>
<p class="eyebrow">Benchmark</p>
<h1>${title}</h1>
${about !== undefined && html`<p class="about">${about}</p>`}
<p class="lede">${lede}</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<pre aria-label="Command"><code>${command}</code></pre>
<nav aria-label="Contents"><ul>${sections.map((section, i) => html`<li><a href="#s${i}">${section.title}</a></li>`)}</ul></nav>
</header>
<main>
${sections.map(sectionOf)}
<footer>Made by celltally. Every table and figure comes from the folders of the trainings.</footer>
</main>
</body>
</html>
`;
  return page.html;
}

function sectionOf({ title, text, parts }: ReportSection, index: number): Markup {
  return html`<section aria-labelledby="s${index}">
<h2 id="s${index}">${title}</h2>
${text !== undefined && html`<p>${text}</p>`}
${parts.map((part) => part !== undefined && partOf(part))}
</section>
`;
}

function partOf(part: ReportPart): Markup {
  switch (part.kind) {
    case 'table':
      return html`${part.title !== undefined && html`<h3>${part.title}</h3>`}${tableOf(part.table)}`;
    case 'figure':
      return html`<figure class="plot">${trusted(part.figure.draw(pageTheme))}
<figcaption><b>${part.figure.title}.</b> ${part.figure.caption}</figcaption></figure>`;
    case 'terms':
      return html`<dl class="protocol">${part.terms.map(([term, meaning]) => html`<dt>${term}</dt><dd>${meaning}</dd>`)}</dl>`;
  }
}

function tableOf({ caption, columns, rows, notes = [] }: ReportTable): Markup {
  const own = rows.filter(({ published }) => published !== true);
  const theirs = rows.filter(({ published }) => published === true);
  const row = (cells: readonly ReportCell[]): Markup =>
    html`<tr>${cells.map((cell, i) => cellOf(cell, i, columns[i]))}</tr>`;
  return html`<div class="scroll"><table class="results">
<caption><span>${caption}</span></caption>
<thead><tr>${columns.map(({ header, text }) => html`<th scope="col"${text !== true && html` class="number"`}>${header}</th>`)}</tr></thead>
<tbody>${own.map(({ cells }) => row(cells))}</tbody>
${
  theirs.length > 0 &&
  html`<tbody class="published"><tr class="group"><th scope="rowgroup" colspan="${columns.length}">For comparison: other methods, each with a protocol of its own</th></tr>${theirs.map(({ cells }) => row(cells))}</tbody>`
}
</table></div>
${notes.length > 0 && html`<ol class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ol>`}`;
}

function cellOf({ text, best, note }: ReportCell, index: number, column: ReportColumn | undefined): Markup {
  const shown = html`${best === true ? html`<b>${text}</b>` : text}${note !== undefined && html` <sup>${note}</sup>`}`;
  if (index === 0) return html`<th scope="row">${shown}</th>`;
  const kind = column?.text !== true ? 'number' : column.wraps === true ? 'wraps' : undefined;
  return html`<td${kind !== undefined && html` class="${kind}"`}>${shown}</td>`;
}
