import { PackageError } from '../errors.js';
import { at, type Field, isMissing, listOf, optional, recordOf, refuse, sizeOf, textOf } from './fields.js';
import type { Author, Citation, ModelDescription } from './model-package.js';
import { readSettings } from './read-settings.js';
import type { ModelSettings } from './settings.js';

/** A file of the package and its digest; the format may leave the digest out. */
export interface FileReference {
  readonly field: string;
  readonly source: string;
  readonly sha256: string | undefined;
}

export interface TensorDescription {
  readonly id: string;
  /** Sizes; a name where the size is free. */
  readonly shape: readonly (number | string)[];
  readonly test: FileReference;
}

/** What `rdf.yaml` says, checked. */
export interface Descriptor {
  readonly about: ModelDescription;
  readonly settings: ModelSettings;
  readonly input: TensorDescription;
  readonly output: TensorDescription;
  /** Of a network with a head that counts. */
  readonly count: TensorDescription | undefined;
  readonly weights: FileReference;
  readonly documentation: FileReference;
  readonly attachments: readonly FileReference[];
}

/** The entries of a list that may be missing or empty. */
const entriesOf = (field: Field): Field[] =>
  isMissing(field) || (Array.isArray(field.value) && field.value.length === 0) ? [] : listOf(field);

const NAME = /^[\w+\- ()]{5,128}$/;

/**
 * Reads and checks a model description of BioImage.IO, version 0.5.
 * @throws PackageError naming the field, its rule and the value received
 */
export function readDescriptor(document: unknown): Descriptor {
  const root: Field = { path: '', value: document };
  if (typeof document !== 'object' || document === null)
    throw new PackageError('rdf.yaml', 'must be a mapping');
  const version = at(root, 'format_version');
  if (!/^0\.5\.\d+$/.test(String(version.value)))
    refuse(version, '0.5.x, BioImage.IO’s model description that is read');
  if (at(root, 'type').value !== 'model') refuse(at(root, 'type'), "'model'");
  const config = at(root, 'config');
  const settings = readSettings(
    isMissing(config) ? { path: 'config.celltally', value: undefined } : at(config, 'celltally'),
  );
  const [[input], [output, count]] = [few(at(root, 'inputs'), 1), few(at(root, 'outputs'), 2)];
  const documentation = at(root, 'documentation');
  if (!textOf(documentation).endsWith('.md')) refuse(documentation, 'the name of a .md file');
  const digests = at(at(config, 'celltally'), 'files');
  return {
    about: readAbout(root),
    settings,
    input: readTensor(input, PICTURE_AXES),
    output: readTensor(output, PICTURE_AXES),
    count: count && readTensor(count, COUNT_AXES),
    weights: readWeights(at(root, 'weights')),
    documentation: {
      field: 'documentation',
      source: textOf(documentation),
      sha256: isMissing(digests) ? undefined : optional(at(digests, textOf(documentation)), textOf),
    },
    attachments: entriesOf(at(root, 'attachments')).map(readFile),
  };
}

/** Checks what is about to be written by the rules by which it will be read. */
export function checkDescriptor(document: unknown, documentation: string): void {
  readDescriptor(document);
  if (!/^#+.*validation/im.test(documentation)) {
    throw new PackageError('documentation', 'must have a section "Validation" (a heading with that word)');
  }
}

function readAbout(root: Field): ModelDescription {
  const name = at(root, 'name');
  if (!NAME.test(textOf(name))) refuse(name, '5 to 128 letters, digits, spaces and _+-()');
  const timestamp = optional(at(root, 'timestamp'), textOf);
  const tags = at(root, 'tags');
  return {
    name: textOf(name),
    description: textOf(at(root, 'description')),
    authors: listOf(at(root, 'authors')).map(readAuthor),
    cite: listOf(at(root, 'cite')).map(readCitation),
    license: textOf(at(root, 'license')),
    tags: Array.isArray(tags.value) && tags.value.length > 0 ? listOf(tags).map(textOf) : [],
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

const texts = (field: Field, keys: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const value = optional(at(field, key), textOf);
      return value === undefined ? [] : [[key, value]];
    }),
  );

const readAuthor = (field: Field): Author => ({
  name: textOf(at(field, 'name')),
  ...texts(field, ['affiliation', 'orcid']),
});

function readCitation(field: Field): Citation {
  const found = { text: textOf(at(field, 'text')), ...texts(field, ['doi', 'url']) } as Citation;
  return found.doi === undefined && found.url === undefined
    ? refuse(field, 'a text with a doi or a url')
    : found;
}

function few(field: Field, most: 1 | 2): readonly [Field, Field?] {
  const [first, second, ...others] = listOf(field);
  const many = others.length > 0 || (second !== undefined && most === 1);
  if (first === undefined || many)
    return refuse(field, most === 1 ? 'one tensor' : 'a map, or a map and a count');
  return [first, second];
}

const PICTURE_AXES = 'batch,channel,space y,space x';
const COUNT_AXES = 'batch';

function readTensor(field: Field, wanted: string): TensorDescription {
  const axes = listOf(at(field, 'axes'));
  const shape = axes.map(readAxis);
  const kinds = axes.map(
    (axis) =>
      `${at(axis, 'type').value}${at(axis, 'type').value === 'space' ? ` ${at(axis, 'id').value}` : ''}`,
  );
  if (kinds.join() !== wanted) refuse(at(field, 'axes'), wanted.replaceAll(',', ', '));
  return { id: textOf(at(field, 'id')), shape, test: readFile(at(field, 'test_tensor')) };
}

function readAxis(axis: Field): number | string {
  const size = at(axis, 'size');
  switch (at(axis, 'type').value) {
    case 'batch':
      return isMissing(size) ? 'batch' : sizeOf(size);
    case 'channel':
      return listOf(at(axis, 'channel_names')).length;
    default: {
      if (typeof size.value === 'number') return sizeOf(size);
      // {min, step}, or the size of another tensor's axis
      if ('min' in recordOf(size)) {
        sizeOf(at(size, 'min'));
        sizeOf(at(size, 'step'));
      } else {
        textOf(at(size, 'tensor_id'));
      }
      return textOf(at(axis, 'id'));
    }
  }
}

function readWeights(field: Field): FileReference {
  const onnx = at(field, 'onnx');
  if (isMissing(onnx)) {
    throw new PackageError(
      onnx.path,
      `is missing: celltally runs ONNX, the package has ${Object.keys(recordOf(field)).join(', ') || 'nothing'}`,
    );
  }
  if (sizeOf(at(onnx, 'opset_version')) < 7) refuse(at(onnx, 'opset_version'), '7 or more');
  return readFile(onnx);
}

const readFile = (field: Field): FileReference => ({
  field: field.path,
  source: textOf(at(field, 'source')),
  sha256: optional(at(field, 'sha256'), textOf),
});
