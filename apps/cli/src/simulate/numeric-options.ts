import type { SimulationOptions } from '@celltally/imaging';

type NumericOption = Exclude<
  keyof SimulationOptions,
  'modality' | 'bitDepth' | 'seed' | 'width' | 'height' | 'count'
>;

/** The simulator's numeric options, as flags of the same names, with what they mean. Ranges are the simulator's. */
export const NUMERIC_OPTIONS: Readonly<Record<NumericOption, string>> = {
  diameter: 'mean diameter of a cell, in pixels',
  diameterSpread: 'standard deviation of the diameter’s logarithm',
  elongation: 'mean ratio of long to short axis',
  irregularity: 'how far outlines stray from ellipses, 0 to 1',
  clustering: 'share of cells that lie against another, 0 to 1',
  overlap: 'how deep touching cells reach into each other, 0 to 0.9',
  texture: 'strength of the texture inside cells, 0 to 1',
  brightnessSpread: 'standard deviation of the brightness’ logarithm',
  blur: 'blur of the optics, in pixels',
  defocus: 'further blur of cells outside the focal plane, in pixels',
  unevenness: 'unevenness of illumination and background, 0 to 1',
  distractors: 'things that are no cells, per cell',
  exposure: 'level of a typical cell as a fraction of full scale (fluorescence)',
  photons: 'photons of a typical cell in one pixel: fewer are noisier',
  readNoise: 'noise of the camera, in photons',
};
