import { TensorFileError } from '../errors.js';
import { elementCount } from '../tensor.js';

/** Bytes of one element of every stored type that can be read. */
export const storedBytes = { F64: 8, I64: 8, F32: 4, I32: 4, F16: 2, BF16: 2, U8: 1, BOOL: 1 } as const;

export type StoredType = keyof typeof storedBytes;

/** One tensor of a file: its type, shape, and the half-open byte range of its data behind the header. */
export interface Entry {
  readonly name: string;
  readonly dtype: StoredType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface Header {
  /** In the order of their data. */
  readonly entries: readonly Entry[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Where the data section starts in the file. */
  readonly dataStart: number;
}

/** The reference implementation's limit; a larger size is a corrupt or hostile file. */
const maxHeaderBytes = 100_000_000;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isStoredType = (value: unknown): value is StoredType =>
  typeof value === 'string' && Object.hasOwn(storedBytes, value);

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isRecord(parsed)) return parsed;
  } catch (cause) {
    throw new TensorFileError('the header is not UTF-8 JSON: the file is corrupt or no safetensors file', {
      cause,
    });
  }
  throw new TensorFileError('the header is JSON but not an object');
}

function parseMetadata(value: unknown): Record<string, string> {
  if (value === undefined) return {};
  if (!isRecord(value)) throw new TensorFileError('__metadata__ must be an object of strings');
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') {
      throw new TensorFileError(`__metadata__["${key}"] must be a string, received ${JSON.stringify(text)}`);
    }
  }
  return value as Record<string, string>;
}

function parseEntry(name: string, value: unknown): Entry {
  const fail = (rule: string, received: unknown): never => {
    throw new TensorFileError(`tensor "${name}": ${rule}, received ${JSON.stringify(received)}`);
  };
  if (!isRecord(value)) return fail('its description must be an object', value);
  const { dtype, shape, data_offsets: offsets } = value;
  if (!isStoredType(dtype)) return fail(`dtype must be one of ${Object.keys(storedBytes).join(', ')}`, dtype);
  if (!Array.isArray(shape) || !shape.every(isSize)) return fail('shape must be an array of sizes', shape);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    return fail('data_offsets must be [begin, end]', offsets);
  }
  const [begin, end] = offsets as [number, number];
  const bytes = elementCount(shape) * storedBytes[dtype];
  if (end - begin !== bytes) return fail(`${dtype} [${shape.join(', ')}] takes ${bytes} bytes`, offsets);
  return { name, dtype, shape, begin, end };
}

/** The format allows neither overlaps nor holes, so the ranges, sorted, must follow one another to the last byte. */
function checkCoverage(entries: readonly Entry[], dataBytes: number): void {
  let covered = 0;
  let before = 'the header';
  for (const { name, begin, end } of entries) {
    if (begin < covered)
      throw new TensorFileError(`tensors "${before}" and "${name}" overlap at byte ${begin}`);
    if (begin > covered) {
      throw new TensorFileError(`${begin - covered} bytes before tensor "${name}" belong to no tensor`);
    }
    if (end > dataBytes) {
      throw new TensorFileError(
        `the file is truncated: tensor "${name}" ends at byte ${end} of the data, the file holds ${dataBytes}`,
      );
    }
    covered = end;
    before = name;
  }
  if (covered < dataBytes) {
    throw new TensorFileError(`${dataBytes - covered} bytes behind the last tensor belong to no tensor`);
  }
}

/** Reads and checks the header of a safetensors file. @throws TensorFileError saying what is wrong */
export function parseHeader(bytes: Uint8Array): Header {
  if (bytes.byteLength < 8) {
    throw new TensorFileError(`a safetensors file has at least 8 bytes, received ${bytes.byteLength}`);
  }
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (size > maxHeaderBytes) {
    throw new TensorFileError(`the header may take ${maxHeaderBytes} bytes, this file claims ${size}`);
  }
  const dataStart = 8 + size;
  if (dataStart > bytes.byteLength) {
    throw new TensorFileError(
      `the file is truncated: its header takes ${size} bytes, ${bytes.byteLength - 8} follow`,
    );
  }
  const { __metadata__: metadata, ...described } = parseJson(bytes.subarray(8, dataStart));
  const entries = Object.entries(described)
    .map(([name, value]) => parseEntry(name, value))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkCoverage(entries, bytes.byteLength - dataStart);
  return { entries, metadata: parseMetadata(metadata), dataStart };
}
