import type { MeasuredCosts, NetworkMeasurement, PlannedNetwork } from '@celltally/counting';
import { formatRatio } from '../../render/numbers.js';
import type { ReportTable } from './document.js';
import { makersText } from './made-text.js';

/**
 * What the networks cost: by their graphs, and as measured if they were.
 *
 * @param untrained labels of rows that have no network
 */
export function costTable(
  networks: readonly PlannedNetwork[],
  measured: MeasuredCosts | undefined,
  reference: string,
  untrained: readonly string[] = [],
): ReportTable {
  const caption =
    'Cost of one prediction: parameters of all stages, and multiply-accumulates of convolutions and matrix products by the network’s graph.';
  const found = (key: string): NetworkMeasurement | undefined =>
    measured?.networks.find((each) => each.key === key);
  return {
    caption: measured === undefined ? caption : `${caption} ${measuredText(measured, reference)}`,
    columns: [
      { header: 'Model', text: true },
      { header: 'Parameters, M' },
      { header: 'MACs at 256², G' },
      { header: 'MACs at 512², G' },
      ...(measured === undefined
        ? []
        : [{ header: `Time ÷ ${reference}` }, { header: 'Least to most' }, { header: 'Memory, MB' }]),
    ],
    rows: [
      ...networks.map(({ key, labels, parameters, macs256, macs512 }) => {
        const run = found(key);
        return {
          cells: [
            labels.join(' / '),
            formatRatio(parameters / 1e6),
            formatRatio(macs256 / 1e9),
            formatRatio(macs512 / 1e9),
            ...(measured === undefined
              ? []
              : run === undefined
                ? ['–', '–', '–']
                : [
                    formatRatio(run.ratio.median),
                    `${formatRatio(run.ratio.least)} to ${formatRatio(run.ratio.most)}`,
                    run.megabytes.toFixed(0),
                  ]),
          ].map((text) => ({ text })),
        };
      }),
      ...untrained.map((label) => ({
        cells: [label, 'none', '–', '–', ...(measured === undefined ? [] : ['–', '–', '–'])].map((text) => ({
          text,
        })),
      })),
    ],
  };
}

function measuredText({ size, rounds, device, made }: MeasuredCosts, reference: string): string {
  return (
    `Time is the median of ${rounds} turns with ${reference} on a picture of ${size} × ${size} pixels (${device}), ` +
    `memory the largest of a process that runs the network alone, Node included; ${makersText([made])}.`
  );
}
