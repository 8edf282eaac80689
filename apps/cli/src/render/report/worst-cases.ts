import { html, type Markup } from '../markup.js';
import { formatCount, formatPercent } from '../numbers.js';
import { relativeError, signedError } from './image-table.js';

/** An image that was counted badly, with its picture. */
export interface WorstCase {
  readonly image: string;
  readonly actual: number;
  readonly predicted: number;
  /** The image with predictions drawn on it, as the bytes of a PNG file. */
  readonly overlay: Uint8Array;
}

/** Pictures of the worst cases with their counts. */
export function worstCases(cases: readonly WorstCase[]): Markup {
  return html`<ul class="cases">${cases.map(caseItem)}</ul>`;
}

function caseItem({ image, actual, predicted, overlay }: WorstCase): Markup {
  const counts = `true ${formatCount(actual)}, predicted ${formatCount(predicted)}`;
  const size = pngSize(overlay);
  return html`<li><figure><button type="button" aria-label="Enlarge ${image}"><img src="data:image/png;base64,${Buffer.from(
    overlay,
  ).toString('base64')}" alt="${image} with predictions drawn on it: ${counts}"${
    size && html` width="${size.width}" height="${size.height}"`
  }></button><figcaption><span class="name">${image}</span>${counts}, error <b>${signedError(
    predicted - actual,
  )}</b> (${formatPercent(relativeError({ predicted, actual }))})</figcaption></figure></li>
`;
}

/** Size from the IHDR chunk, which every PNG file begins with: the page need not move when pictures are decoded. */
function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  if (bytes.length < 24) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
