import type { Outline } from './outline.js';
import type { PlaneChoice } from './picture-methods.js';

/** Where a network runs: the processor, or the graphics card. */
export type EngineDevice = 'wasm' | 'webgpu';

/** Name of the classical recipe among the models; it has no package. */
export const CLASSICAL_ID = 'classical';

/** What a model package says of itself. */
export interface ModelFacts {
  readonly name: string;
  readonly description: string;
  readonly architecture: string;
  /** The map that it predicts. */
  readonly target: 'density' | 'location' | 'mask' | 'count';
  readonly dataset: string;
  /** Bytes of its network. */
  readonly bytes: number;
  readonly licence: string;
  /** Figures by part and metric. */
  readonly figures: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** It was trained in several stages, or for tiles of one size: a training cannot go on from it in the page. */
  readonly closed?: boolean;
  /** It knows how wide the cells were that it has seen, so that pictures can be scaled to that. */
  readonly fits?: boolean;
}

/** A model package, and a name by which the worker keeps it open. */
export interface ModelFile {
  readonly id: string;
  readonly file: Blob;
}

/** A picture to be counted or learnt from. */
export interface PictureToCount {
  readonly id: string;
  readonly name: string;
  readonly blob: Blob;
  readonly plane: PlaneChoice;
  /** Channels that the network sees. Default: all. */
  readonly channels?: readonly number[];
  /** Only this part of it, in pixels. */
  readonly region?: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

/** A network's map at a fraction of the picture's size, for display and for the count of a region. */
export interface ReducedMap {
  readonly kind: 'heat' | 'mask';
  readonly width: number;
  readonly height: number;
  /** Means of the map's values. */
  readonly values: Float32Array;
  /** Pixels of the map to one of these, along a side. */
  readonly reduction: number;
  /** Sum of the map for one cell, where sums count cells. */
  readonly cellMass?: number;
}

/** What a model found in a picture. */
export interface CountOutcome {
  /** The model's number: of a density usually its sum, which no threshold changes. */
  readonly count: number;
  /** Whether it is the number of cells that the model finds, although its map or a head says one, too. */
  readonly countsFound?: true;
  readonly target: ModelFacts['target'];
  /** x, y and score of each spot that could be a cell, also of those below the model's own threshold. */
  readonly spots: Float64Array;
  /** Of each spot, in pixels of the picture, where the model outlines cells. */
  readonly outlines?: readonly (Outline | undefined)[];
  /** Score from which the model itself takes a spot for a cell; spots are there down to `floor`. */
  readonly threshold: number;
  readonly floor: number;
  readonly seconds: number;
  readonly device: EngineDevice;
  /** What speaks against trusting the count. */
  readonly warnings: readonly string[];
  readonly map?: ReducedMap;
}

export type CountEvent =
  | { readonly type: 'tiles'; readonly id: string; readonly done: number; readonly total: number }
  | { readonly type: 'counted'; readonly id: string; readonly outcome: CountOutcome }
  | { readonly type: 'failed'; readonly id: string; readonly reason: string }
  /** The graphics card could not be used; the processor goes on. */
  | { readonly type: 'fellBack'; readonly reason: string };

/** What is known of the cells of a picture to learn from. */
export type KnownCells =
  | { readonly kind: 'points'; readonly points: readonly { readonly x: number; readonly y: number }[] }
  | { readonly kind: 'count'; readonly count: number };

export interface TrainingPicture extends PictureToCount {
  readonly known: KnownCells;
}

export interface TrainArgs {
  readonly name: string;
  readonly training: readonly TrainingPicture[];
  /** Pictures that the network never learns from: they tell how good it is. */
  readonly heldOut: readonly TrainingPicture[];
  readonly config: Readonly<Record<string, number | string | boolean>>;
  readonly device: EngineDevice;
  /** The model to go on from. Default: the network begins at random. */
  readonly begin?: ModelFile;
  /** The model to compare with. */
  readonly before?: ModelFile;
}

/** Counts of a held-out picture. */
export interface HeldOutCount {
  readonly id: string;
  readonly actual: number;
  readonly before?: number;
  readonly after: number;
}

export type TrainEvent =
  | {
      readonly type: 'preparing';
      readonly what: 'comparing' | 'reading' | 'choosing' | 'packing' | 'testing';
    }
  | {
      readonly type: 'step';
      readonly epoch: number;
      readonly step: number;
      readonly steps: number;
      readonly secondsLeft: number;
    }
  | { readonly type: 'begun'; readonly epochs: number; readonly steps: number }
  | {
      readonly type: 'epoch';
      readonly epoch: number;
      readonly loss: number;
      /** Mean absolute error of the counts of the held-out pictures. */
      readonly error?: number;
      readonly seconds: number;
    }
  | { readonly type: 'notice'; readonly message: string };

export interface TrainOutcome {
  /** The model package, a zip file. */
  readonly file: Uint8Array;
  readonly facts: ModelFacts;
  readonly heldOut: readonly HeldOutCount[];
  /** Mean absolute errors on the held-out pictures. */
  readonly errorBefore?: number;
  readonly errorAfter: number;
  readonly bestEpoch: number;
  /** Why training ended. */
  readonly reason: string;
}

/** What the engine's worker does. */
export interface EngineMethods {
  /** Says where ONNX Runtime's files are, and how many threads it may take. */
  readonly prepare: {
    readonly args: { readonly runtime: string; readonly threads?: number };
    readonly event: never;
    readonly result: undefined;
  };
  /** Whether there is a graphics card that can be used. */
  readonly hasGraphics: {
    readonly args: undefined;
    readonly event: never;
    readonly result: boolean;
  };
  /** Reads a model package and checks the digests of its files. */
  readonly describe: { readonly args: ModelFile; readonly event: never; readonly result: ModelFacts };
  /** The package under another name. */
  readonly rename: {
    readonly args: { readonly model: ModelFile; readonly name: string };
    readonly event: never;
    readonly result: Uint8Array;
  };
  readonly count: {
    readonly args: {
      readonly model: ModelFile;
      readonly pictures: readonly PictureToCount[];
      readonly device: EngineDevice;
      /** Whether pictures are scaled for the model until their cells are as wide as those that it has seen. */
      readonly fit: boolean;
    };
    readonly event: CountEvent;
    readonly result: undefined;
  };
  /** Reads the last map of a picture again at another threshold; nothing where that map is gone. */
  readonly decodeAgain: {
    readonly args: { readonly id: string; readonly threshold: number };
    readonly event: never;
    readonly result: Pick<CountOutcome, 'spots' | 'count' | 'outlines'> | undefined;
  };
  /** Trains until it ends or the training is told to stop; stopping keeps nothing. */
  readonly train: { readonly args: TrainArgs; readonly event: TrainEvent; readonly result: TrainOutcome };
}
