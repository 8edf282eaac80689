import { add, log, mul, relu, type Value } from '@celltally/engine';
import { ArchitectureOptionError } from '../../errors.js';

/**
 * `log(1 + k·max(x, 0)) / log(1 + k)`, in the network so that whoever runs it sees the same: 0 and 1 stay where they are,
 * and a factor of brightness becomes nearly a shift. Dim and bright nuclei, which lie far apart on black, come close. 0
 * leaves pictures as they are.
 *
 * @throws ArchitectureOptionError for a strength below 0
 */
export function compressed(architecture: string, image: Value, strength: number): Value {
  if (!(strength >= 0))
    throw new ArchitectureOptionError(architecture, 'compression', 'a number, at least 0', strength);
  if (strength === 0) return image;
  return mul(log(add(mul(relu(image), strength), 1)), 1 / Math.log1p(strength));
}
