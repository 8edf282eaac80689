import type { Normalisation } from '@celltally/imaging';
import type { DecodeSettings } from '../model.js';
import type { NetworkOptions } from '../options.js';
import type { Evidence } from './evidence.js';
import type { Seen } from './seen.js';

/** Anything that JSON and YAML hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What celltally alone knows of a model: `config.celltally` of its package. */
export interface ModelSettings {
  /** Version of celltally that wrote the package. */
  readonly version: string;
  readonly architecture: { readonly name: string; readonly options: NetworkOptions };
  readonly target: { readonly name: string; readonly settings: Readonly<Record<string, number>> };
  readonly decode: DecodeSettings;
  readonly preparation: {
    readonly normalisation: Normalisation;
    /** The intensity that fixed means and deviations count as 1: 255, 65535, or 1 for floats. */
    readonly fullScale: number;
    /** Factor by which pictures are enlarged before anything else; 1 keeps them. */
    readonly inputScale: number;
    /** Size of a pixel that the network expects, in micrometres. */
    readonly micrometresPerPixel?: number;
  };
  /** How pictures are cut: side of a tile and its halo in pixels. Sides are multiples of `multipleOf`. */
  readonly tiles: { readonly tile: number; readonly halo: number; readonly multipleOf: number };
  /** How the model was made. */
  readonly training: {
    readonly dataset: string;
    readonly seed: number;
    /** Number of pictures by split. */
    readonly split: Readonly<Record<string, number>>;
    /** Configuration and summary of the course of the training. */
    readonly details: { readonly [key: string]: Json };
  };
  /** Figures by split and metric: `test` -> `MAE` -> 3.1. */
  readonly figures: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How sure those figures are, by split. */
  readonly evidence?: Readonly<Record<string, Evidence>>;
  /** What the training pictures looked like. */
  readonly seen?: Seen;
  /** What prediction intervals are made of. */
  readonly calibration?: { readonly [key: string]: Json };
}
