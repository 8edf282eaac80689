/** Pixels that hang together, as far as their rows have come. */
export interface RowComponent {
  /** The key that its pixels share. */
  readonly key: number;
  /** Index of the first pixel in raster order, `y * width + x`. */
  readonly first: number;
  /** Number of pixels. */
  readonly area: number;
  /** Sums of the pixel centres' positions, corner-based. */
  readonly x: number;
  readonly y: number;
  /** Sum of the values that came with the pixels. */
  readonly sum: number;
  /** Whether any pixel was said to spoil it. */
  readonly spoilt: boolean;
}

/** A component, or one that has become part of another. */
interface Growing {
  parent: Growing | undefined;
  readonly key: number;
  first: number;
  area: number;
  x: number;
  y: number;
  sum: number;
  spoilt: boolean;
  /** The last row with one of its pixels. */
  row: number;
}

/** Components of pixels that come in raster order; memory grows with the width and what is open, not with the height. */
export interface RowComponents {
  /** Adds the pixel (x, y), which hangs together with those of equal `key` that touch it. */
  add(x: number, y: number, key: number, value: number, spoilt: boolean): void;
  /** Gives away the components that no pixel of row `y` or below can touch any more. */
  closedBefore(y: number): RowComponent[];
}

/**
 * @param connectivity 4 joins pixels by edges, 8 also by corners
 */
export function createRowComponents(width: number, connectivity: 4 | 8): RowComponents {
  let current = createRow(width);
  let above = createRow(width);
  const open = new Set<Growing>();

  /** The component at a place of a row, if it has this key. */
  const at = (row: Row, x: number, y: number, key: number): Growing | undefined =>
    x >= 0 && x < width && row.rows[x] === y && row.keys[x] === key ? rootOf(row.components[x]!) : undefined;

  const join = (a: Growing | undefined, b: Growing | undefined): Growing | undefined => {
    if (a === undefined || b === undefined || a === b) return a ?? b;
    const [kept, gone] = a.first < b.first ? [a, b] : [b, a];
    gone.parent = kept;
    kept.area += gone.area;
    kept.x += gone.x;
    kept.y += gone.y;
    kept.sum += gone.sum;
    kept.spoilt ||= gone.spoilt;
    kept.row = Math.max(kept.row, gone.row);
    open.delete(gone);
    return kept;
  };
  return {
    add: (x, y, key, value, spoilt) => {
      if (y !== current.y) {
        [current, above] = [above, current];
        current.y = y;
      }
      let component = join(at(current, x - 1, y, key), at(above, x, y - 1, key));
      if (connectivity === 8) {
        component = join(component, at(above, x - 1, y - 1, key));
        component = join(component, at(above, x + 1, y - 1, key));
      }
      if (component === undefined) {
        component = {
          parent: undefined,
          key,
          first: y * width + x,
          area: 0,
          x: 0,
          y: 0,
          sum: 0,
          spoilt,
          row: y,
        };
        open.add(component);
      }
      component.area++;
      component.x += x + 0.5;
      component.y += y + 0.5;
      component.sum += value;
      component.spoilt ||= spoilt;
      component.row = y;
      current.rows[x] = y;
      current.keys[x] = key;
      current.components[x] = component;
    },
    closedBefore: (y) => {
      const closed: Growing[] = [];
      for (const component of open) {
        if (component.row >= y - 1) continue;
        closed.push(component);
        open.delete(component);
      }
      return closed;
    },
  };
}

/** What is known of the pixels of a row. A place holds something only where its number of the row is that row's. */
interface Row {
  y: number;
  readonly rows: Float64Array;
  readonly keys: Float64Array;
  readonly components: (Growing | undefined)[];
}

function createRow(width: number): Row {
  return {
    y: -1,
    rows: new Float64Array(width).fill(-1),
    keys: new Float64Array(width),
    components: new Array<Growing | undefined>(width).fill(undefined),
  };
}

function rootOf(component: Growing): Growing {
  let root = component;
  while (root.parent !== undefined) {
    // Halving the way keeps it short for the next.
    root.parent = root.parent.parent ?? root.parent;
    root = root.parent;
  }
  return root;
}
