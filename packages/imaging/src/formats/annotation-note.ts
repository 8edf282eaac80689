import type { MaskRule } from './mask-rule.js';

const CHANNELS = ['red', 'green', 'blue'];

/**
 * Reads the sentence by which a data set's `split.json` says how its annotation pictures mark cells, e.g.
 * "every pixel with red above 100 is one cell centre", "one label may be used by several separate objects",
 * "labels are unique". Returns undefined if it says none of these.
 */
export function readAnnotationNote(note: string): MaskRule | undefined {
  const text = note.toLowerCase();
  if (/label may be used by several|labels? (are|is|may be) reused|reuses? labels/.test(text)) {
    return { marks: 'reused-labels', ...labelChannel(text) };
  }
  if (/labels are unique|unique labels|every (non-zero )?label is one/.test(text))
    return { marks: 'unique-labels' };
  if (/connected (component|region|spot|disc)|every (disc|spot) is one/.test(text)) return { marks: 'discs' };
  const pixel =
    /every (set |non-zero )?pixel(?: with (?:a )?(red|green|blue)(?: value)? above (\d+))? is (one|a) cell/.exec(
      text,
    );
  if (pixel === null) return undefined;
  const [, , colour, threshold] = pixel;
  return colour === undefined
    ? { marks: 'pixels' }
    : { marks: 'pixels', channel: CHANNELS.indexOf(colour), threshold: Number(threshold) };
}

function labelChannel(text: string): Pick<MaskRule, 'channel'> {
  const channel = CHANNELS.findIndex((colour) => text.includes(`${colour} channel`));
  return channel < 0 ? {} : { channel };
}
