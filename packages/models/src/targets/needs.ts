import type { Annotation } from '@celltally/imaging';
import { AnnotationInsufficientError } from '../errors.js';
import type { MapTarget } from '../model.js';

/** Kinds of annotation that suffice for each target. */
export const NEEDS: Readonly<Record<MapTarget['name'], readonly Annotation['kind'][]>> = {
  density: ['points', 'boxes', 'labels'],
  location: ['points', 'boxes', 'labels'],
  mask: ['labels'],
  count: ['count', 'points', 'boxes', 'labels'],
};

/** Names of the targets that pictures with this kind of annotation can train. */
export const targetsFor = (kind: Annotation['kind']): MapTarget['name'][] =>
  (Object.keys(NEEDS) as MapTarget['name'][]).filter((name) => NEEDS[name].includes(kind));

/** The error of an annotation that says too little for a target. */
export const insufficient = (
  target: MapTarget['name'],
  found: Annotation['kind'],
): AnnotationInsufficientError =>
  new AnnotationInsufficientError({ target, needed: NEEDS[target], found, possible: targetsFor(found) });
