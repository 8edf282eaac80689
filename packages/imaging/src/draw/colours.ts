/** Red, green, blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** Colours that people with any kind of colour vision tell apart: Okabe and Ito, "Color Universal Design", 2008. */
export const PALETTE = {
  black: [0, 0, 0],
  white: [255, 255, 255],
  orange: [230, 159, 0],
  skyBlue: [86, 180, 233],
  bluishGreen: [0, 158, 115],
  yellow: [240, 228, 66],
  blue: [0, 114, 178],
  vermillion: [213, 94, 0],
  reddishPurple: [204, 121, 167],
} as const satisfies Record<string, Colour>;

/** Points of the inferno colour map of matplotlib (CC0), dark to bright, equally far apart. */
const INFERNO: readonly Colour[] = [
  [0, 0, 4],
  [40, 11, 84],
  [101, 21, 110],
  [159, 42, 99],
  [212, 72, 66],
  [245, 125, 21],
  [250, 193, 39],
  [252, 255, 164],
];

/** The inferno colour of a value from 0 (black) to 1 (pale yellow). Grows evenly in lightness. */
export function inferno(value: number): Colour {
  const place = Math.max(0, Math.min(1, value)) * (INFERNO.length - 1);
  const index = Math.min(INFERNO.length - 2, Math.floor(place));
  const t = place - index;
  const [from, to] = [INFERNO[index]!, INFERNO[index + 1]!];
  return [
    Math.round(from[0] + t * (to[0] - from[0])),
    Math.round(from[1] + t * (to[1] - from[1])),
    Math.round(from[2] + t * (to[2] - from[2])),
  ];
}
