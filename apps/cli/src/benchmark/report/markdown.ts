import type { ReportCell, ReportDocument, ReportFigure, ReportPart, ReportTable } from './document.js';

/** A report as Markdown; its plots are files beside it. */
export function markdownOf(document: ReportDocument, fileOf: (figure: ReportFigure) => string): string {
  const { title, about, lede, facts, command, sections } = document;
  const blocks = [
    `# ${escaped(title)}`,
    ...(about === undefined ? [] : [escaped(about)]),
    escaped(lede),
    facts.map(([name, value]) => `- ${escaped(name)}: ${escaped(value)}`).join('\n'),
    `\`\`\`sh\n${command}\n\`\`\``,
    ...sections.flatMap((section) => [
      `## ${escaped(section.title)}`,
      ...(section.text === undefined ? [] : [escaped(section.text)]),
      ...section.parts.flatMap((part) => (part === undefined ? [] : blocksOf(part, fileOf))),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function blocksOf(part: ReportPart, fileOf: (figure: ReportFigure) => string): string[] {
  switch (part.kind) {
    case 'table':
      return [...(part.title === undefined ? [] : [`### ${escaped(part.title)}`]), ...tableOf(part.table)];
    case 'figure':
      return [
        `![${escaped(part.figure.title)}](${fileOf(part.figure)})`,
        `**${escaped(part.figure.title)}.** ${escaped(part.figure.caption)}`,
      ];
    case 'terms':
      return [part.terms.map(([term, meaning]) => `- **${escaped(term)}**: ${escaped(meaning)}`).join('\n')];
  }
}

function tableOf({ caption, columns, rows, notes = [] }: ReportTable): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    escaped(caption),
    [
      line(columns.map(({ header }) => escaped(header))),
      line(columns.map(({ text }) => (text === true ? '---' : '--:'))),
      ...rows.map(({ cells, published }) =>
        line(cells.map((cell) => cellOf(cell, published === true && cell === cells[0]))),
      ),
    ].join('\n'),
    ...(notes.length === 0 ? [] : [notes.map((note, i) => `${i + 1}. ${escaped(note)}`).join('\n')]),
  ];
}

function cellOf({ text, best, note }: ReportCell, italic: boolean): string {
  const plain = escaped(text);
  const styled = best === true ? `**${plain}**` : italic ? `*${plain}*` : plain;
  return note === undefined ? styled : `${styled} [${note}]`;
}

/** No text of a plan becomes a table's border, an element or emphasis. */
const escaped = (text: string): string =>
  text.replace(/[\\|*_<>[\]`]/g, (character) => `\\${character}`).replace(/\s*\n\s*/g, ' ');
