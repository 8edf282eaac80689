import { CLASSICAL, listArchitectures } from '@celltally/counting';
import { EXIT, type ExitCode, type Io } from '../io.js';
import { notice } from '../notice.js';
import { createPalette, type Palette, wantsColour } from '../render/colour.js';
import { renderTable, type TableColumn } from '../render/table.js';
import { type BundledPackage, listPackages } from './list-packages.js';

interface Cost {
  readonly name: string;
  readonly parameters: number;
  readonly macs256: number;
  readonly macs512: number;
}

/** What needs no package, and no training. */
const RECIPES = [
  {
    name: CLASSICAL,
    kind: 'recipe',
    summary:
      'nothing learnt: thresholds, watershed and blobs, at a scale and by a method that it finds out itself (--method, --diameter)',
  },
] as const;

/** Lists the classical recipe, the bundled packages and the architectures with their costs. */
export async function modelsCommand({ json }: { readonly json?: boolean }, io: Io): Promise<ExitCode> {
  const { packages, damaged } = await listPackages(io);
  const architectures = (await listArchitectures()).map(
    ({ name, summary, parameters, macs256, macs512 }) => ({
      name,
      kind: 'architecture',
      parameters,
      macs256,
      macs512,
      summary,
    }),
  );
  for (const { path, reason } of damaged) notice(io, 'warning', `${path}: ${reason}`);
  if (json) {
    io.stdout.write(`${JSON.stringify({ packages, architectures, recipes: RECIPES }, null, 2)}\n`);
  } else {
    const palette = createPalette(wantsColour(io.stdout, io.env));
    io.stdout.write(
      packages.length === 0
        ? 'No model packages are bundled.\n'
        : table('package', packages, (each: BundledPackage) => each.description, palette, io),
    );
    io.stdout.write(`\n${table('architecture', architectures, ({ summary }) => summary, palette, io)}`);
    io.stdout.write(`\n${recipeTable(palette, io)}`);
    io.stdout.write(
      '\nM parameters; G multiply-accumulates for one picture of 256 × 256 and of 512 × 512 pixels.\n',
    );
  }
  return damaged.length > 0 ? EXIT.someFailed : EXIT.ok;
}

function recipeTable(palette: Palette, { stdout }: Io): string {
  const columns: TableColumn[] = [{ header: 'recipe' }, { header: 'about', shrink: true }];
  return renderTable(
    columns,
    RECIPES.map(({ name, summary }) => [name, summary]),
    { palette, ...(stdout.columns === undefined ? {} : { width: stdout.columns }) },
  );
}

function table<T extends Cost>(
  header: string,
  rows: readonly T[],
  about: (row: T) => string,
  palette: Palette,
  { stdout }: Io,
): string {
  const columns: TableColumn[] = [
    { header },
    { header: 'parameters', align: 'right' },
    { header: 'at 256²', align: 'right' },
    { header: 'at 512²', align: 'right' },
    { header: 'about', shrink: true },
  ];
  const cells = rows.map((row) => [
    row.name,
    `${(row.parameters / 1e6).toFixed(3)} M`,
    `${(row.macs256 / 1e9).toFixed(2)} G`,
    `${(row.macs512 / 1e9).toFixed(2)} G`,
    about(row),
  ]);
  return renderTable(columns, cells, {
    palette,
    ...(stdout.columns === undefined ? {} : { width: stdout.columns }),
  });
}
