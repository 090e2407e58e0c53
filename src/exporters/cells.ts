// Numbers as files hold them: every kind of cell that safetensors and npy know, to float32. Knows no file format.
import { GraphError } from '../graph/problem';

interface Kind {
  readonly bytes: number;
  read(view: DataView, at: number, little: boolean): number;
  /** A whole number, which float32 must hold exactly: an id or a count that was rounded would be another. */
  readonly whole?: true;
}

/** IEEE 754 binary16: 5 bits of exponent with bias 15, 10 of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const widened = new DataView(new ArrayBuffer(4));

/** bfloat16 is the upper half of a float32. */
function brain(bits: number): number {
  widened.setUint32(0, bits * 2 ** 16);
  return widened.getFloat32(0);
}

export const kinds = {
  float64: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  float32: { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
  float16: { bytes: 2, read: (view, at, little) => half(view.getUint16(at, little)) },
  bfloat16: { bytes: 2, read: (view, at, little) => brain(view.getUint16(at, little)) },
  int64: { bytes: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)), whole: true },
  int32: { bytes: 4, read: (view, at, little) => view.getInt32(at, little), whole: true },
  int16: { bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  int8: { bytes: 1, read: (view, at) => view.getInt8(at) },
  uint64: { bytes: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)), whole: true },
  uint32: { bytes: 4, read: (view, at, little) => view.getUint32(at, little), whole: true },
  uint16: { bytes: 2, read: (view, at, little) => view.getUint16(at, little) },
  uint8: { bytes: 1, read: (view, at) => view.getUint8(at) },
  bool: { bytes: 1, read: (view, at) => (view.getUint8(at) ? 1 : 0) },
} as const satisfies Record<string, Kind>;

export type CellKind = keyof typeof kinds;

/**
 * Every cell of `bytes` as float32; float64 is rounded.
 * @throws GraphError for a whole number that float32 cannot hold
 */
export function decodeCells(bytes: Uint8Array, name: CellKind, little: boolean): Float32Array<ArrayBuffer> {
  const kind: Kind = kinds[name];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cells = new Float32Array(bytes.byteLength / kind.bytes);
  for (let i = 0; i < cells.length; i++) {
    const value = kind.read(view, i * kind.bytes, little);
    cells[i] = value;
    if (kind.whole && cells[i] !== value) {
      throw new GraphError('wrong-value', `cell ${i}`, `is ${value}, which 32-bit floats cannot hold`);
    }
  }
  return cells;
}

const LITTLE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Little-endian bytes of float32 cells; on nearly every machine they are the cells themselves. */
export function encodeFloat32(cells: Float32Array): Uint8Array {
  if (LITTLE) return new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);
  const view = new DataView(new ArrayBuffer(cells.byteLength));
  cells.forEach((cell, i) => {
    view.setFloat32(i * Float32Array.BYTES_PER_ELEMENT, cell, true);
  });
  return new Uint8Array(view.buffer);
}
