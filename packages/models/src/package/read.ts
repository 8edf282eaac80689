import type { Tensor } from '@celltally/engine';
import type { FileTree } from '@celltally/imaging';
import { unzipSync } from 'fflate';
import { parse } from 'yaml';
import { PackageError } from '../errors.js';
import { FILES } from './descriptor.js';
import type { ModelPackage } from './model-package.js';
import { readNpy } from './npy.js';
import {
  type Descriptor,
  type FileReference,
  readDescriptor,
  type TensorDescription,
} from './read-descriptor.js';
import { sha256 } from './sha256.js';

/** Names that the description may have. */
const DESCRIPTORS = [FILES.descriptor, 'bioimageio.yaml', 'model.yaml'];

interface PackageSource {
  readonly names: readonly string[];
  read(name: string): Promise<Uint8Array>;
}

/**
 * Reads a model package, a zip file or a folder, and checks the digest of every file.
 * @throws PackageError naming the file or the field that is missing, malformed or damaged
 */
export async function readModelPackage(source: Uint8Array | FileTree): Promise<ModelPackage> {
  const { files, descriptor } = await openPackage(source);
  const { about, settings, input, output, count, weights, documentation } = descriptor;
  const attachments = new Map<string, Uint8Array>();
  // Nothing depends on them: one that lies elsewhere, or was left out, is not missed.
  for (const each of descriptor.attachments)
    if (files.names.includes(each.source)) attachments.set(each.source, await readChecked(files, each));
  const testInput = await readTensor(files, input);
  const testOutput = await readTensor(files, output);
  return {
    about,
    settings,
    program: {
      model: await readChecked(files, weights),
      inputs: [{ name: input.id, dtype: 'float32', shape: input.shape }],
      outputs: [output, ...(count === undefined ? [] : [count])].map(({ id, shape }) => ({
        name: id,
        dtype: 'float32',
        shape,
      })),
      updates: {},
    },
    testInput,
    testOutput,
    ...(count === undefined ? {} : { testCount: await readTensor(files, count) }),
    documentation: new TextDecoder('utf-8').decode(await readChecked(files, documentation)),
    ...(attachments.size === 0 ? {} : { attachments }),
  };
}

/**
 * Reads what a model package says of itself, without its weights; no digest is checked.
 * @throws PackageError as readModelPackage does
 */
export async function readModelSettings(
  source: Uint8Array | FileTree,
): Promise<Pick<ModelPackage, 'about' | 'settings'>> {
  const { about, settings } = (await openPackage(source)).descriptor;
  return { about, settings };
}

async function openPackage(
  source: Uint8Array | FileTree,
): Promise<{ readonly files: PackageSource; readonly descriptor: Descriptor }> {
  const files = source instanceof Uint8Array ? zipSource(source) : await treeSource(source);
  const name = DESCRIPTORS.find((each) => files.names.includes(each));
  if (name === undefined) {
    throw new PackageError(
      FILES.descriptor,
      `is missing: the package holds ${files.names.join(', ') || 'nothing'}`,
    );
  }
  return { files, descriptor: readDescriptor(parseYaml(name, await files.read(name))) };
}

function zipSource(bytes: Uint8Array): PackageSource {
  let entries: Readonly<Record<string, Uint8Array>>;
  try {
    entries = unzipSync(bytes);
  } catch (cause) {
    throw new PackageError('the file', 'is no zip file, or damaged', { cause });
  }
  return {
    names: Object.keys(entries),
    read: async (name) => entries[name] as Uint8Array,
  };
}

const treeSource = async (tree: FileTree): Promise<PackageSource> => ({
  names: await tree.list(),
  read: (name) => tree.read(name),
});

function parseYaml(name: string, bytes: Uint8Array): unknown {
  try {
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new PackageError(name, `is no YAML: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

async function readChecked(
  files: PackageSource,
  { field, source, sha256: expected }: FileReference,
): Promise<Uint8Array> {
  if (!files.names.includes(source)) {
    throw new PackageError(field, `names the file '${source}', which the package does not hold`);
  }
  const bytes = await files.read(source);
  const found = await sha256(bytes);
  if (expected !== undefined && found !== expected) {
    throw new PackageError(
      source,
      `is damaged or was changed: its SHA-256 is ${found}, the description says ${expected}`,
    );
  }
  return bytes;
}

async function readTensor(files: PackageSource, { id, shape, test }: TensorDescription): Promise<Tensor> {
  const found = readNpy(await readChecked(files, test), test.source);
  const fits =
    found.shape.length === shape.length &&
    shape.every((size, axis) => typeof size === 'string' || size === found.shape[axis]);
  if (found.dtype !== 'float32' || !fits) {
    throw new PackageError(
      test.source,
      `must be float32 [${shape.join(', ')}] as '${id}' is described, received ${found.dtype} [${found.shape.join(', ')}]`,
    );
  }
  return found;
}
