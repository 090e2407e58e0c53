// One tensor as NumPy's .npy file, read and written (NEP 1, format versions 1 to 3). Trusts nothing that a file says.
import { limits } from '../graph/limits';
import { GraphError, quote } from '../graph/problem';
import { count, stridesOf, type Tensor } from '../tensor/tensor';
import { type CellKind, decodeCells, encodeFloat32, kinds } from './cells';
import { requireReadable, type StoredTensor } from './safetensors';

const MAGIC = [0x93, ...[...'NUMPY'].map((letter) => letter.charCodeAt(0))];
const HEADER_MOST = 2 ** 16;

const KINDS: Readonly<Record<string, CellKind>> = {
  f8: 'float64',
  f4: 'float32',
  f2: 'float16',
  i8: 'int64',
  i4: 'int32',
  i2: 'int16',
  i1: 'int8',
  u8: 'uint64',
  u4: 'uint32',
  u2: 'uint16',
  u1: 'uint8',
  b1: 'bool',
};

export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

const refused = (path: string, message: string) => new GraphError('wrong-value', path, message);

/**
 * The array of a file, under the name that is given. Fortran order and big-endian cells are read as what they mean.
 * @throws GraphError for anything that is not such a file, and for arrays of Python objects
 */
export function readNpy(bytes: Uint8Array, name: string): StoredTensor {
  if (bytes.length > limits.weightFileBytes)
    throw new GraphError('too-large', '', `has ${bytes.length} bytes: the most are ${limits.weightFileBytes}`);
  if (!isNpy(bytes)) throw new GraphError('foreign-file', '', 'is no .npy file: its first bytes are others');
  const { text, cells } = split(bytes);
  const { descr, fortran, shape } = headerOf(text);
  const { kind, little } = cellKind(descr);
  const wanted = count(shape) * kinds[kind].bytes;
  if (wanted !== cells.length)
    throw refused('', `of ${descr} (${shape.join(', ')}) takes ${wanted} bytes of cells, but has ${cells.length}`);
  const read = (): Tensor => {
    requireReadable(name, shape);
    const data = decodeCells(cells, kind, little);
    return { shape, data: fortran ? rowMajor(data, shape) : data };
  };
  return { name, dtype: descr, shape, read };
}

function split(bytes: Uint8Array): { text: string; cells: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const major = bytes[MAGIC.length] ?? 0;
  if (major < 1 || major > 3) throw refused('', `is of version ${major} of the .npy format: 1 to 3 are known`);
  const start = MAGIC.length + 2 + (major === 1 ? 2 : 4);
  if (bytes.length < start) throw refused('header', 'is cut short');
  const length = major === 1 ? view.getUint16(start - 2, true) : view.getUint32(start - 4, true);
  if (length > HEADER_MOST) throw refused('header', `is said to have ${length} bytes: the most are ${HEADER_MOST}`);
  if (start + length > bytes.length)
    throw refused('header', `is said to have ${length} bytes, but only ${bytes.length - start} follow`);
  const text = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  return { text, cells: bytes.subarray(start + length) };
}

const DESCR = /['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|(\[))/;
const FORTRAN = /['"]fortran_order['"]\s*:\s*(True|False)/;
const SHAPE = /['"]shape['"]\s*:\s*\(([\d\s,L]*)\)/;

function headerOf(text: string): { descr: string; fortran: boolean; shape: number[] } {
  const [, descr, fields] = DESCR.exec(text) ?? [];
  if (fields) throw refused('descr', 'is a list of fields: save one plain array');
  if (descr === undefined) throw refused('header', 'has no descr');
  const fortran = FORTRAN.exec(text)?.[1];
  if (!fortran) throw refused('header', 'has no fortran_order');
  const sizes = SHAPE.exec(text)?.[1];
  if (sizes === undefined) throw refused('header', 'has no shape of whole numbers');
  const shape = sizes.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size.trim().replace(/L$/, ''))]));
  if (!shape.every(Number.isSafeInteger)) throw refused('header', 'has no shape of whole numbers');
  return { descr, fortran: fortran === 'True', shape };
}

function cellKind(descr: string): { kind: CellKind; little: boolean } {
  if (/^.?O/.test(descr))
    throw refused('descr', 'is object: the file holds a pickle, which can run code. Save an array of numbers');
  const [, order = '', type = ''] = /^([<>|=]?)(\w+)$/.exec(descr) ?? [];
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!kind) throw refused('descr', `is ${quote(descr)}: known are ${Object.keys(KINDS).join(', ')}`);
  return { kind, little: order !== '>' };
}

/** Cells whose first axis runs fastest, in the order where the last does. */
function rowMajor(cells: Float32Array, shape: readonly number[]): Float32Array {
  const strides = stridesOf([...shape].reverse()).reverse();
  const own = stridesOf(shape);
  return cells.map((_, cell) => {
    const at = shape.reduce((sum, size, d) => {
      const place = Math.floor(cell / (own[d] as number)) % size;
      return sum + place * (strides[d] as number);
    }, 0);
    return cells[at] as number;
  });
}

/** A version 1 file of little-endian float32 in row-major order. */
export function writeNpy({ shape, data }: Tensor): Uint8Array<ArrayBuffer> {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sizes}), }`;
  const start = MAGIC.length + 4;
  // NumPy aligns the cells to 64 bytes; the header ends with a line break.
  const length = Math.ceil((start + dict.length + 1) / 64) * 64 - start;
  const header = new TextEncoder().encode(`${dict.padEnd(length - 1)}\n`);
  const file = new Uint8Array(start + length + data.byteLength);
  file.set([...MAGIC, 1, 0, length & 0xff, length >> 8]);
  file.set(header, start);
  file.set(encodeFloat32(data), start + length);
  return file;
}
