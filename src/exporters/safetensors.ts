// safetensors files, read and written: a length, a JSON header, and the cells. Trusts nothing that a file says.
import { limits } from '../graph/limits';
import { GraphError, quote } from '../graph/problem';
import { scanJson } from '../graph/scan';
import { count, type Tensor } from '../tensor/tensor';
import { type CellKind, decodeCells, encodeFloat32, kinds } from './cells';
import { foreignSentence } from './foreignFiles';

/** A tensor of a file, whose cells are made when they are asked for. */
export interface StoredTensor {
  readonly name: string;
  /** As the file says it: F32, BF16, <f8, ... */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Row-major float32. Throws GraphError for a tensor over the limit or whole numbers that float32 cannot hold. */
  read(): Tensor;
}

export interface Safetensors {
  /** In the order of their cells. */
  readonly tensors: readonly StoredTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

const DTYPES: Readonly<Record<string, CellKind>> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  I64: 'int64',
  I32: 'int32',
  I16: 'int16',
  I8: 'int8',
  U64: 'uint64',
  U32: 'uint32',
  U16: 'uint16',
  U8: 'uint8',
  BOOL: 'bool',
};

const LENGTH_BYTES = 8;
const METADATA = '__metadata__';
/** More than any array library has; a sentence about a shape stays readable. */
const MOST_AXES = 64;

/**
 * Reads https://huggingface.co/docs/safetensors, format of 2022: u64 length of the header, the header as JSON, the cells.
 * @throws GraphError with the tensor's name and the reason, for anything that is not exactly such a file
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  const { header, cells } = split(bytes);
  const { [METADATA]: metadata = {}, ...entries } = header;
  const names = Object.keys(entries);
  if (names.length > limits.tensorsPerFile)
    throw new GraphError('over-limit', '', `has ${names.length} tensors: the most are ${limits.tensorsPerFile}`);
  const placed = names.map((name) => placedTensor(name, entries[name]));
  placed.sort((a, b) => a.start - b.start || a.end - b.end);
  requireCovered(placed, cells.length);
  return { tensors: placed.map((tensor) => stored(tensor, cells)), metadata: textsOf(metadata) };
}

function split(bytes: Uint8Array): { header: Record<string, unknown>; cells: Uint8Array } {
  if (bytes.length > limits.weightFileBytes)
    throw new GraphError('too-large', '', `has ${bytes.length} bytes: the most are ${limits.weightFileBytes}`);
  const foreign = foreignSentence(bytes);
  if (foreign) throw new GraphError('foreign-file', '', foreign);
  if (bytes.length < LENGTH_BYTES)
    throw new GraphError('foreign-file', '', `is no safetensors file: it has only ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (bytes[LENGTH_BYTES] !== 0x7b)
    throw new GraphError('foreign-file', '', 'is no safetensors file: no header follows its length');
  if (length > BigInt(limits.weightFileHeaderBytes))
    throw new GraphError(
      'too-large',
      'header',
      `is said to have ${length} bytes: the most are ${limits.weightFileHeaderBytes}`,
    );
  const end = LENGTH_BYTES + Number(length);
  if (end > bytes.length) {
    throw new GraphError(
      'foreign-file',
      'header',
      `is said to have ${length} bytes, but only ${bytes.length - LENGTH_BYTES} follow: the file was cut short`,
    );
  }
  return { header: headerOf(bytes.subarray(LENGTH_BYTES, end)), cells: bytes.subarray(end) };
}

function headerOf(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new GraphError('not-text', 'header', 'is not UTF-8 text');
  }
  scanJson(text);
  return JSON.parse(text);
}

interface Placed {
  readonly name: string;
  readonly dtype: string;
  readonly kind: CellKind;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

const isSizes = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);

function placedTensor(name: string, entry: unknown): Placed {
  const fail = (message: string) => new GraphError('wrong-value', quote(name), message);
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw fail('must be an object');
  const { dtype, shape, data_offsets: offsets } = entry as Record<string, unknown>;
  if (typeof dtype !== 'string') throw fail('has no dtype');
  const kind = Object.hasOwn(DTYPES, dtype) ? DTYPES[dtype] : undefined;
  if (!kind) throw fail(`has the unknown dtype ${quote(dtype)}: known are ${Object.keys(DTYPES).join(', ')}`);
  if (!isSizes(shape)) throw fail('must have a shape of whole numbers');
  if (shape.length > MOST_AXES) throw fail(`has ${shape.length} axes: the most are ${MOST_AXES}`);
  if (!isSizes(offsets) || offsets.length !== 2) throw fail('must have two data_offsets');
  const [start, end] = offsets as [number, number];
  const wanted = count(shape) * kinds[kind].bytes;
  if (end - start !== wanted)
    throw fail(`of ${dtype} [${shape.join(', ')}] takes ${wanted} bytes, but its data_offsets hold ${end - start}`);
  return { name, dtype, kind, shape, start, end };
}

/** The cells must belong to one tensor each, without gaps: bytes that nobody names could hide anything. */
function requireCovered(placed: readonly Placed[], length: number): void {
  let at = 0;
  for (const { name, start, end } of placed) {
    if (start < at)
      throw new GraphError('wrong-value', quote(name), `begins at byte ${start}, inside the tensor before it`);
    if (start > at)
      throw new GraphError(
        'wrong-value',
        quote(name),
        `begins at byte ${start}, but the cells before it end at ${at}: a hole`,
      );
    if (end > length)
      throw new GraphError(
        'wrong-value',
        quote(name),
        `ends at byte ${end}, but there are only ${length}: the file was cut short`,
      );
    at = end;
  }
  if (at < length) throw new GraphError('wrong-value', '', `has ${length - at} bytes behind its last tensor`);
}

function stored({ name, dtype, kind, shape, start, end }: Placed, cells: Uint8Array): StoredTensor {
  const read = (): Tensor => {
    requireReadable(name, shape);
    return { shape, data: decodeCells(cells.subarray(start, end), kind, true) };
  };
  return { name, dtype, shape, read };
}

/** @throws GraphError for a tensor that is too large to be worked with here */
export function requireReadable(name: string, shape: readonly number[]): void {
  if (count(shape) <= limits.elements) return;
  throw new GraphError('over-limit', quote(name), `has ${count(shape)} cells: the most are ${limits.elements}`);
}

function textsOf(metadata: unknown): Record<string, string> {
  const entries = typeof metadata === 'object' && metadata !== null ? Object.entries(metadata) : undefined;
  if (entries?.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    return Object.fromEntries(entries);
  throw new GraphError('wrong-value', METADATA, 'must hold nothing but texts');
}

/**
 * A file with these tensors as F32, in this order.
 * @throws RangeError when it would be over a limit that reading has
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = { format: 'pt' },
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(tensors);
  if (entries.length > limits.tensorsPerFile)
    throw new RangeError(`${entries.length} tensors do not fit into one file: the most are ${limits.tensorsPerFile}`);
  let at = 0;
  const header = entries.map(([name, { shape, data }]) => {
    const start = at;
    at += data.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [start, at] }] as const;
  });
  const json = JSON.stringify(Object.fromEntries([[METADATA, metadata], ...header]));
  const text = new TextEncoder().encode(json);
  // Spaces align the cells to 8 bytes, which the format asks for.
  const padded = Math.ceil(text.length / LENGTH_BYTES) * LENGTH_BYTES;
  const total = LENGTH_BYTES + padded + at;
  if (total > limits.weightFileBytes)
    throw new RangeError(`the weights take ${total} bytes: the most are ${limits.weightFileBytes}`);
  const file = new Uint8Array(total).fill(0x20, LENGTH_BYTES, LENGTH_BYTES + padded);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.set(text, LENGTH_BYTES);
  let place = LENGTH_BYTES + padded;
  for (const [, { data }] of entries) {
    file.set(encodeFloat32(data), place);
    place += data.byteLength;
  }
  return file;
}
