import type { Decoded, MapPlane, RowDecoder } from '../model.js';

/** Decodes a map that is there as a whole by the decoder of maps that come in bands: what they find is the same. */
export function decodeWhole(decoder: RowDecoder, { data }: MapPlane): Omit<Decoded, 'labels'> {
  for (;;) {
    decoder.add(data);
    const decoded = decoder.finish();
    if (decoded !== undefined) return decoded;
  }
}
