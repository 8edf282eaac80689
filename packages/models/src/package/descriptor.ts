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
  testCount: 'test-count.npy',
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
  const [image, [map, count]] = [only(program.inputs), outputsOf(contents)];
  const file = (name: string) => ({ source: name, sha256: digests[name] });
  const attached = [...(contents.attachments?.keys() ?? [])];
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
    ...(attached.length === 0 ? {} : { attachments: attached.map(file) }),
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
      ...(count === undefined
        ? []
        : [
            {
              id: count.name,
              description: 'the number of cells in the picture',
              axes: [batchAxis(count.shape[0])],
              data: { type: 'float32' },
              test_tensor: file(FILES.testCount),
            },
          ]),
    ],
    weights: { onnx: { ...file(FILES.weights), opset_version: OPSET } },
    config: {
      bioimageio: {
        reproducibility_tolerance: [
          {
            relative_tolerance: TOLERANCE.relative,
            absolute_tolerance: TOLERANCE.absolute,
            output_ids: [map.name, ...(count === undefined ? [] : [count.name])],
            weights_formats: ['onnx'],
          },
        ],
      },
      celltally: { ...settings, files: { [FILES.documentation]: digests[FILES.documentation] } },
    },
  };
}

function only(specs: readonly TensorSpec[]): TensorSpec {
  const [spec, ...others] = specs;
  if (spec === undefined || others.length > 0 || spec.shape.length !== 4) {
    throw new PackageError('inputs', `must be one tensor [N, C, H, W], the program has ${specs.length}`);
  }
  return spec;
}

/** The map, and the count of a network that has a head for it. */
function outputsOf({ program, testCount }: ModelPackage): [TensorSpec, TensorSpec?] {
  const [map, count, ...others] = program.outputs;
  const counted = count === undefined || (count.shape.length === 1 && testCount !== undefined);
  if (map === undefined || map.shape.length !== 4 || !counted || others.length > 0) {
    throw new PackageError(
      'outputs',
      `must be a map [N, 1, H, W], and of a network that counts a tensor [N] with its test, the program has ${program.outputs.length}`,
    );
  }
  return [map, count];
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

const OUTPUTS: Readonly<Record<string, string>> = {
  location: 'location map: its peaks are the cells',
  mask: 'probability of a pixel to belong to a cell',
  count: 'how much of the cells each pixel has: the sum over the picture is their number',
};

const outputDescription = ({ name, settings }: ModelPackage['settings']['target']): string =>
  OUTPUTS[name] ??
  `cell density: its sum over a region, divided by ${settings.scale ?? 1}, counts the cells in it`;
