/** A point of a plot in pixels, and the name to write beside it. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

/** Where the name of a point goes: its offset from the point, and which end of it is there. */
export interface PlacedLabel {
  readonly dx: number;
  readonly dy: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Width of a letter and height of a line of the figures' font, in pixels. */
const LETTER = 6.8;
const LINE = 15;
/** Half the side of the square that a point takes. */
const POINT = 6;

/** Beside, above and below a point, near ones first. */
const PLACES: readonly PlacedLabel[] = [
  { dx: 9, dy: 0, anchor: 'start' },
  { dx: -9, dy: 0, anchor: 'end' },
  { dx: 0, dy: -14, anchor: 'middle' },
  { dx: 0, dy: 14, anchor: 'middle' },
  { dx: 9, dy: -12, anchor: 'start' },
  { dx: 9, dy: 12, anchor: 'start' },
  { dx: -9, dy: -12, anchor: 'end' },
  { dx: -9, dy: 12, anchor: 'end' },
  { dx: 0, dy: -28, anchor: 'middle' },
  { dx: 0, dy: 28, anchor: 'middle' },
];

/**
 * Places names so that they cover each other, the points and the edge as little as possible: one after the other from the
 * top, each where it does least harm.
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  frame: { readonly width: number; readonly height: number },
): readonly PlacedLabel[] {
  const taken: Rectangle[] = points.map(({ x, y }) => around(x, y, POINT));
  const placed = new Map<LabelledPoint, PlacedLabel>();
  for (const point of points.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const harms = PLACES.map((place) => {
      const own = rectangleOf(point, place);
      return outside(own, frame) + taken.reduce((sum, each) => sum + overlap(own, each), 0);
    });
    const place = PLACES[harms.indexOf(Math.min(...harms))] as PlacedLabel;
    placed.set(point, place);
    taken.push(rectangleOf(point, place));
  }
  return points.map((point) => placed.get(point) as PlacedLabel);
}

const around = (x: number, y: number, half: number): Rectangle => ({
  left: x - half,
  top: y - half,
  right: x + half,
  bottom: y + half,
});

function rectangleOf({ x, y, label }: LabelledPoint, { dx, dy, anchor }: PlacedLabel): Rectangle {
  const width = label.length * LETTER;
  const left = x + dx - (anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width);
  return { left, top: y + dy - LINE / 2, right: left + width, bottom: y + dy + LINE / 2 };
}

const area = ({ left, top, right, bottom }: Rectangle): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

const overlap = (a: Rectangle, b: Rectangle): number =>
  area({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });

/** What is cut off weighs more than what is crossed. */
const outside = (own: Rectangle, { width, height }: { readonly width: number; readonly height: number }) =>
  4 * (area(own) - overlap(own, { left: 0, top: 0, right: width, bottom: height }));
