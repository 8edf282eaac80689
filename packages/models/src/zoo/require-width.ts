import { ArchitectureOptionError } from '../errors.js';

/** @throws ArchitectureOptionError unless `width` is a positive multiple of `multipleOf` */
export function requireWidth(architecture: string, width: number, multipleOf = 1): void {
  if (Number.isSafeInteger(width) && width > 0 && width % multipleOf === 0) return;
  const rule = multipleOf === 1 ? 'a positive whole number' : `a positive multiple of ${multipleOf}`;
  throw new ArchitectureOptionError(architecture, 'width', rule, width);
}
