import { describe, expect, it } from 'vitest';
import { createPalette } from './colour.js';
import { displayWidth } from './display-width.js';
import { renderTable, type TableColumn } from './table.js';

const columns: readonly TableColumn[] = [
  { header: 'image', shrink: true },
  { header: 'count', align: 'right' },
];

describe('renderTable', () => {
  it('aligns texts left and numbers right, and rules off the header and the total', () => {
    const table = renderTable(
      columns,
      [
        ['a.png', '12'],
        ['long-name.png', '140'],
      ],
      { footer: ['2 images', '152'] },
    );
    expect(table).toBe(
      [
        'image          count',
        '─────────────  ─────',
        'a.png             12',
        'long-name.png    140',
        '─────────────  ─────',
        '2 images         152',
        '',
      ].join('\n'),
    );
  });

  it('counts columns as the terminal does', () => {
    const lines = renderTable(columns, [
      ['細胞.tif', '1'],
      ['e\u0301.tif', '22'],
      ['👩‍🔬', '333'],
    ])
      .trimEnd()
      .split('\n');
    expect(new Set(lines.map(displayWidth)).size).toBe(1);
  });

  it('shortens names in the middle until the table fits, and never the numbers', () => {
    const rows = [['experiment/plate-0001/well-B03-site-2.tif', '12345']];
    const lines = renderTable(columns, rows, { width: 30 }).trimEnd().split('\n');
    expect(lines[2]).toMatch(/^experiment\S*…\S*site-2\.tif {2}12345$/);
    expect(lines.every((line) => displayWidth(line) <= 30)).toBe(true);
    expect(renderTable(columns, rows, { width: 3 })).toContain('12345');
  });

  it('shows names that hold control characters on one line', () => {
    expect(renderTable(columns, [['a\nb\u001b[2J.png', '1']]).split('\n')).toHaveLength(4);
  });

  it('paints cells without moving them', () => {
    const { red } = createPalette(true);
    const painted: readonly TableColumn[] = [
      columns[0]!,
      { ...columns[1]!, paint: (text, r) => (r === 1 ? red(text) : text) },
    ];
    const lines = renderTable(painted, [
      ['a', '1'],
      ['b', '2'],
    ]).split('\n');
    expect(lines[2]).toBe('a          1');
    expect(lines[3]).toBe(`b      ${red('    2')}`);
  });

  it('draws a header alone when there are no rows', () => {
    expect(renderTable(columns, [])).toBe('image  count\n─────  ─────\n');
  });
});
