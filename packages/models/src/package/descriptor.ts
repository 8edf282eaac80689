import { OPSET, type TensorSpec } from '@celltally/engine';
import { PackageError } from '../errors.js';
import type { ModelPackage } from './model-package.js';
import { preprocessingSteps } from './preprocessing.js';

/** Newest version of the format that is written; all of its minor version are read. */
export const FORMAT_VERSION = '0.5.7';

/** Names of the files of a package. */
export const FILES = {
  descriptor: 'rdf.yaml',
  weights: 'weights.onnx',
  documentation: 'README.md',
  testInput: 'test-input.npy',
  testOutput: 'test-output.npy',
} as const;

/** How far results may be apart on another machine. */
export const TOLERANCE = { relative: 1e-3, absolute: 1e-3 } as const;

/** Least side of a picture in pixels, where the halo does not ask for more. */
const LEAST_SIDE = 64;

/** Digests of the files, by name. */
export type Digests = Readonly<Record<string, string>>;

/**
 * The content of `rdf.yaml`, BioImage.IO's model description. Its `config.celltally` holds the settings that only
 * celltally knows, and the digests of files for which the description has no place.
 */
export function describePackage(contents: ModelPackage, digests: Digests): Readonly<Record<string, unknown>> {
  const { about, settings, program } = contents;
  const [image, map] = [only(program.inputs, 'inputs'), only(program.outputs, 'outputs')];
  const file = (name: string) => ({ source: name, sha256: digests[name] });
  return {
    format_version: FORMAT_VERSION,
    type: 'model',
    name: about.name,
    description: about.description,
    authors: about.authors,
    cite: about.cite,
    license: about.license,
    tags: about.tags,
    ...(about.timestamp === undefined ? {} : { timestamp: about.timestamp }),
    documentation: FILES.documentation,
    inputs: [
      {
        id: image.name,
        description: 'the picture; grey pictures are repeated for all channels',
        axes: inputAxes(contents, image),
        data: { type: 'float32' },
        preprocessing: preprocessingSteps(settings.preparation),
        test_tensor: file(FILES.testInput),
      },
    ],
    outputs: [
      {
        id: map.name,
        description: outputDescription(settings.target),
        axes: outputAxes(contents, image, map),
        data: { type: 'float32' },
        test_tensor: file(FILES.testOutput),
      },
    ],
    weights: { onnx: { ...file(FILES.weights), opset_version: OPSET } },
    config: {
      bioimageio: {
        reproducibility_tolerance: [
          {
            relative_tolerance: TOLERANCE.relative,
            absolute_tolerance: TOLERANCE.absolute,
            output_ids: [map.name],
            weights_formats: ['onnx'],
          },
        ],
      },
      celltally: { ...settings, files: { [FILES.documentation]: digests[FILES.documentation] } },
    },
  };
}

function only(specs: readonly TensorSpec[], field: string): TensorSpec {
  const [spec, ...others] = specs;
  if (spec === undefined || others.length > 0 || spec.shape.length !== 4) {
    throw new PackageError(field, `must be one tensor [N, C, H, W], the program has ${specs.length}`);
  }
  return spec;
}

const batchAxis = (size: number | string | undefined) => ({ type: 'batch', ...(size === 1 ? { size } : {}) });

const pixelSize = ({ settings }: ModelPackage) => {
  const { micrometresPerPixel } = settings.preparation;
  return micrometresPerPixel === undefined ? {} : { unit: 'micrometer', scale: micrometresPerPixel };
};

function inputAxes(contents: ModelPackage, { name, shape }: TensorSpec): readonly object[] {
  const [batch, channels, ...sides] = shape;
  if (typeof channels !== 'number')
    throw new PackageError(`inputs.${name}`, 'must have a known number of channels');
  const names =
    channels === 3 ? ['red', 'green', 'blue'] : Array.from({ length: channels }, (_, i) => `channel${i}`);
  const { halo, multipleOf: step } = contents.settings.tiles;
  const least = Math.ceil(Math.max(LEAST_SIDE, 2 * halo + 1) / step) * step;
  const side = (id: 'y' | 'x', size: number | string | undefined) => ({
    type: 'space',
    id,
    size: typeof size === 'number' ? size : { min: least, step },
    ...pixelSize(contents),
  });
  return [
    batchAxis(batch),
    { type: 'channel', channel_names: names },
    side('y', sides[0]),
    side('x', sides[1]),
  ];
}

function outputAxes(contents: ModelPackage, image: TensorSpec, { shape }: TensorSpec): readonly object[] {
  const { halo } = contents.settings.tiles;
  const side = (id: 'y' | 'x') => ({
    type: 'space',
    id,
    size: { tensor_id: image.name, axis_id: id },
    ...(halo > 0 ? { halo } : {}),
    ...pixelSize(contents),
  });
  const names = [contents.settings.target.name];
  return [batchAxis(shape[0]), { type: 'channel', channel_names: names }, side('y'), side('x')];
}

const outputDescription = ({ name, settings }: ModelPackage['settings']['target']): string =>
  name === 'density'
    ? `cell density: its sum over a region, divided by ${settings.scale ?? 1}, counts the cells in it`
    : name === 'location'
      ? 'location map: its peaks are the cells'
      : 'probability of a pixel to belong to a cell';
