import type { Component } from './components.js';
import type { LabelImage } from './label-image.js';

/**
 * Area and centroid of every label of a label image, by ascending label, whether or not its pixels hang together.
 * (Where one label stands for several objects, use connectedComponents.) The number of objects is the length of the
 * result, never the largest label: labels may have gaps.
 */
export function labelObjects({ width, height, labels }: LabelImage): Component[] {
  const objects = new Map<number, { value: number; area: number; x: number; y: number }>();
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; i++, x++) {
      const value = labels[i]!;
      if (value === 0) continue;
      let object = objects.get(value);
      if (!object) {
        object = { value, area: 0, x: 0, y: 0 };
        objects.set(value, object);
      }
      object.area++;
      object.x += x + 0.5;
      object.y += y + 0.5;
    }
  }
  return [...objects.values()]
    .sort((a, b) => a.value - b.value)
    .map(({ value, area, x, y }) => ({ value, area, x: x / area, y: y / area }));
}

/** The centroid of every label, by ascending label. */
export function labelCentroids(image: LabelImage): { readonly x: number; readonly y: number }[] {
  return labelObjects(image).map(({ x, y }) => ({ x, y }));
}
