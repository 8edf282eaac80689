import type { Value } from '../graph/value.js';
import { staticShape } from '../shape.js';
import { filled } from '../tensor.js';
import { constant } from './source.js';

/** Zeros in the shape of `x`; its sizes must be known. */
export const zerosLike = (x: Value): Value => constant(filled(staticShape(x.shape, 'zerosLike'), 0));
