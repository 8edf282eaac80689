import type { FoundCell, ImageResult } from '@celltally/counting';
import { type Dataset, drawOverlay, encodePng, PALETTE, pointsOf } from '@celltally/imaging';
import type { WorstCase } from '../render/evaluation-report.js';

/** How many images a report shows. */
const SHOWN = 12;

/** What the marks mean, for the report. */
export const OVERLAY_KEY = 'Yellow rings are predicted cells, blue crosses true ones.';

/** The images with the largest errors, worst first, with what was predicted and what is true drawn on them. */
export async function worstImages(
  dataset: Dataset,
  images: readonly ImageResult[],
  predicted: ReadonlyMap<string, readonly FoundCell[]>,
): Promise<readonly WorstCase[]> {
  const worst = images.toSorted((a, b) => Math.abs(b.error) - Math.abs(a.error)).slice(0, SHOWN);
  const cases: WorstCase[] = [];
  for (const { image, actual, predicted: count } of worst) {
    const item = dataset.items.find(({ name }) => name === image);
    const truth = await item?.annotation();
    if (item === undefined || truth === undefined) continue;
    const picture = await (await item.open()).read();
    const marked = drawOverlay(picture, {
      points: pointsOf(truth) ?? [],
      marker: { shape: 'cross', colour: PALETTE.skyBlue },
    });
    const overlay = drawOverlay(marked, { points: predicted.get(image) ?? [], marker: { shape: 'ring' } });
    cases.push({ image, actual, predicted: count, overlay: encodePng(overlay) });
  }
  return cases;
}
