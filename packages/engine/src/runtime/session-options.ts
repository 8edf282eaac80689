import type { InferenceSession } from './ort.js';

/** What every session is created with, wherever it runs. */
export const sessionOptions: InferenceSession.SessionOptions = {
  graphOptimizationLevel: 'all',
  executionMode: 'sequential',
  interOpNumThreads: 1,
  enableCpuMemArena: true,
  enableMemPattern: true,
  // Warnings tell of graph rewrites that the user can do nothing about.
  logSeverityLevel: 3,
};
