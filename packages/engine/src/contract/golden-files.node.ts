import { readFileSync } from 'node:fs';
import type { GoldenCase } from './golden.js';

const fixture = (name: string): URL => new URL(`../../fixtures/${name}`, import.meta.url);

/** The golden cases of `fixtures/`. */
export const goldenCases: readonly GoldenCase[] = JSON.parse(readFileSync(fixture('ops.json'), 'utf8')).cases;

/** The golden tensors' file, byte by byte. */
export const goldenBytes: readonly number[] = [...readFileSync(fixture('ops.safetensors'))];
