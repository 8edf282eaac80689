import { ArchitectureOptionError } from '../errors.js';

/** @throws ArchitectureOptionError unless `rate` is a probability below 1 */
export function requireDropout(architecture: string, rate: number): void {
  if (rate >= 0 && rate < 1) return;
  throw new ArchitectureOptionError(architecture, 'dropout', 'a probability, at least 0 and below 1', rate);
}
