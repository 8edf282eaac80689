import type { CompileOptions } from '../compile.js';
import type { Device } from '../runtime/device.js';
import type { Deviation, GoldenCase, GoldenTensors } from './golden.js';
import { runGoldenOp } from './run-op.js';
import { runGoldenOptimiser } from './run-optimiser.js';
import { runGoldenSchedule } from './run-schedule.js';

/** What became of one golden case. */
export interface CaseReport {
  readonly name: string;
  /** Why it does not conform, in one line; absent if every tensor is within the tolerance. */
  readonly problem?: string;
}

type Options = Pick<CompileOptions, 'standard' | 'device'>;

const runCase = (
  device: Device,
  golden: GoldenCase,
  tensors: GoldenTensors,
  options: Options,
): Promise<Deviation[]> => {
  switch (golden.op) {
    case 'optimizer':
      return runGoldenOptimiser(device, golden, tensors);
    case 'schedule':
      return Promise.resolve(runGoldenSchedule(golden, tensors));
    default:
      return runGoldenOp(device, golden, tensors, options);
  }
};

const firstLine = (error: unknown): string => String(error).split('\n')[0] as string;

/**
 * What every device must compute: runs all golden cases on one, forward, backward and as optimiser steps, and tells of
 * each whether it conforms. A case that fails to run is a problem of that case and does not end the suite.
 */
export async function goldenSuite(
  open: () => Promise<Device>,
  cases: readonly GoldenCase[],
  tensors: GoldenTensors,
  options: Options = {},
): Promise<CaseReport[]> {
  const device = await open();
  const reports: CaseReport[] = [];
  for (const golden of cases) {
    const { name, tolerance } = golden;
    try {
      const far = (await runCase(device, golden, tensors, options)).filter(
        ({ error }) => !(error <= tolerance),
      );
      const problem = far
        .map(({ tensor, error }) => `${tensor} is off by ${error.toPrecision(3)}`)
        .join(', ');
      reports.push(
        problem === '' ? { name } : { name, problem: `${problem}; the tolerance is ${tolerance}` },
      );
    } catch (error) {
      reports.push({ name, problem: firstLine(error) });
    }
  }
  await device.close();
  return reports;
}
