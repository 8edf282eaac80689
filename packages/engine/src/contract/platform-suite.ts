import { openDevice } from '#platform';
import type { DeviceName } from '../runtime/device.js';
import { readSafetensors } from '../safetensors/read.js';
import type { GoldenCase } from './golden.js';
import { type CaseReport, goldenSuite } from './suite.js';

/**
 * The golden suite on this platform's own device. Its arguments can cross into a page as JSON.
 * @param fileBytes the golden tensors' safetensors file, byte by byte
 */
export const platformSuite = (
  device: DeviceName,
  cases: readonly GoldenCase[],
  fileBytes: readonly number[],
): Promise<CaseReport[]> =>
  goldenSuite(
    () => openDevice(device, { threads: 2 }),
    cases,
    readSafetensors(Uint8Array.from(fileBytes)).tensors,
  );
