import { type ExportName, exportFormats } from '@celltally/imaging';
import { InvalidArgumentError, Option } from 'commander';
import { listOf } from './values.js';

/** Formats that a count can give: it always writes its table, and label pictures are an option of their own. */
const OF_A_COUNT = allFormats().filter((name) => exportFormats[name].needs === 'points' && name !== 'csv');

/** All formats of exchange, by what people type. */
export function allFormats(): readonly ExportName[] {
  return Object.keys(exportFormats) as ExportName[];
}

/** The name of a format, for an option's value. */
export function formatName(names: readonly ExportName[]): (text: string) => ExportName {
  return (text) => {
    const name = names.find((each) => each === text.toLowerCase());
    if (name !== undefined) return name;
    throw new InvalidArgumentError(`It must be one of ${names.join(', ')}.`);
  };
}

/** `--export roi,geojson`, also given more than once. */
export function exportOption(): Option {
  const read = listOf(formatName(OF_A_COUNT));
  return new Option(
    '--export <formats>',
    `also write the cells for other programs, formats divided by commas: ${OF_A_COUNT.join(', ')} (celltally convert --help says what they are)`,
  ).argParser((text: string, before: readonly ExportName[] = []) => [...new Set([...before, ...read(text)])]);
}
