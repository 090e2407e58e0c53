// safetensors: what is written reads back, every dtype is decoded, and no lie of a file gets past.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../graph/limits';
import { GraphError } from '../graph/problem';
import { PROPERTY_RUNS } from '../testing/counts';
import { readSafetensors, writeSafetensors } from './safetensors';
import { readWeightFile } from './weightFile';

/** A file with this header and these cells; `length` lies about the header's. */
function file(header: unknown, cells: ArrayBufferView | number[] = [], length?: bigint): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const data = Array.isArray(cells)
    ? Uint8Array.from(cells)
    : new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const entry = (dtype: string, shape: number[], start: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [start, end],
});

function problemOf(bytes: Uint8Array): string {
  const result = readWeightFile(bytes, 'w.safetensors');
  if ('tensors' in result) throw new Error('the file was taken');
  return `${result.problem.path}: ${result.problem.message}`;
}

const tensors = fc.dictionary(
  fc.string({ maxLength: 8 }).filter((name) => name !== '__proto__' && name !== '__metadata__'),
  fc.array(fc.nat(3), { maxLength: 3 }).chain((shape) =>
    fc
      .float32Array({
        minLength: shape.reduce((n, d) => n * d, 1),
        maxLength: shape.reduce((n, d) => n * d, 1),
      })
      .map((data) => ({ shape, data })),
  ),
  { noNullPrototype: true, maxKeys: 5 },
);

describe('writing and reading', () => {
  it('gives the same cells, bit for bit', () => {
    fc.assert(
      fc.property(tensors, (given) => {
        const { tensors: read, metadata } = readSafetensors(writeSafetensors(given, { made: 'here' }));
        expect(metadata).toEqual({ made: 'here' });
        expect(Object.fromEntries(read.map((one) => [one.name, one.read()]))).toEqual(given);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('aligns the cells to eight bytes', () => {
    const written = writeSafetensors({ w: { shape: [1], data: Float32Array.of(1) } });
    expect((written.length - 4) % 8).toBe(0);
  });

  it('is refused for more tensors than a file may have', () => {
    const one = { shape: [], data: Float32Array.of(0) };
    const many = Object.fromEntries(Array.from({ length: limits.tensorsPerFile + 1 }, (_, k) => [`w${k}`, one]));
    expect(() => writeSafetensors(many)).toThrow('10001 tensors do not fit into one file');
    delete many.w0;
    expect(readSafetensors(writeSafetensors(many)).tensors.length).toBe(limits.tensorsPerFile);
  });
});

describe('every dtype', () => {
  it.each<[string, ArrayBufferView, number[]]>([
    ['F64', Float64Array.of(1.5, -1e300), [1.5, Number.NEGATIVE_INFINITY]],
    ['F32', Float32Array.of(1.5, Number.NaN), [1.5, Number.NaN]],
    ['F16', Uint16Array.of(0x3c00, 0xc400), [1, -4]],
    ['F16', Uint16Array.of(0x0001, 0x7bff), [2 ** -24, 65504]],
    ['F16', Uint16Array.of(0x7c00, 0x7e00), [Number.POSITIVE_INFINITY, Number.NaN]],
    ['BF16', Uint16Array.of(0x3fc0, 0xff80), [1.5, Number.NEGATIVE_INFINITY]],
    ['I64', BigInt64Array.of(-3n, 16777216n), [-3, 16777216]],
    ['I32', Int32Array.of(-3, 7), [-3, 7]],
    ['I16', Int16Array.of(-3, 7), [-3, 7]],
    ['I8', Int8Array.of(-3, 7), [-3, 7]],
    ['U64', BigUint64Array.of(3n, 7n), [3, 7]],
    ['U32', Uint32Array.of(3, 7), [3, 7]],
    ['U16', Uint16Array.of(3, 65535), [3, 65535]],
    ['U8', Uint8Array.of(3, 255), [3, 255]],
    ['BOOL', Uint8Array.of(0, 1), [0, 1]],
  ])('%s', (dtype, cells, expected) => {
    const [tensor] = readSafetensors(file({ w: entry(dtype, [2], 0, cells.byteLength) }, cells)).tensors;
    expect(tensor).toMatchObject({ name: 'w', dtype, shape: [2] });
    expect(Array.from(tensor?.read().data ?? [])).toEqual(expected);
  });

  it('refuses a whole number that would be rounded, when it is read', () => {
    const bytes = file({ w: entry('I64', [1], 0, 8) }, BigInt64Array.of(16777217n));
    const [tensor] = readSafetensors(bytes).tensors;
    expect(() => tensor?.read()).toThrow(GraphError);
    expect(() => tensor?.read()).toThrow('is 16777217, which 32-bit floats cannot hold');
  });

  it('refuses a tensor over the limit when it is read, not before', () => {
    const cells = limits.elements + 1;
    const [tensor] = readSafetensors(file({ w: entry('U8', [cells], 0, cells) }, new Uint8Array(cells))).tensors;
    expect(() => tensor?.read()).toThrow('has 16777217 cells: the most are 16777216');
  });
});

describe('a hostile file', () => {
  const four = [0, 0, 0, 0];
  it.each<[string, Uint8Array, string]>([
    ['is empty', new Uint8Array(), 'is no safetensors file: it has only 0 bytes'],
    ['is text', new TextEncoder().encode('hello, I am a text'), 'no header follows its length'],
    ['is a pickle', Uint8Array.of(0x80, 0x04, 0x95, 1, 0, 0, 0, 0, 0, 0, 0), 'is a Python pickle, which can run code'],
    ['is a zip of pickles', new TextEncoder().encode('PK\x03\x04............'), 'is a zip archive, as PyTorch'],
    ['has a header longer than the file', file('{}', [], 1000n), 'is said to have 1000 bytes, but only 2 follow'],
    ['has a header of 2^63 bytes', file('{}', [], 2n ** 63n), 'is said to have 9223372036854775808 bytes'],
    ['has a header that is not UTF-8', file('{"\u0001', []).map((b) => (b === 1 ? 0xff : b)), 'is not UTF-8'],
    ['has a header that is not JSON', file('{"w": }'), 'the file is not JSON'],
    ['has a header cut in the middle', file('{"w": {"dtype": "F32"'), 'the file is not JSON'],
    ['names a tensor twice', file('{"w": 1, "w": 2}'), 'w: is written twice'],
    ['names __proto__', file('{"__proto__": {}}'), '__proto__: is a key that no graph may use'],
    ['nests deeply', file(`{"w": ${'['.repeat(5000)}`), 'is nested more than 64 levels deep'],
    ['has no object', file({ w: 3 }), '"w": must be an object'],
    ['has no dtype', file({ w: { shape: [1] } }), '"w": has no dtype'],
    ['has an unknown dtype', file({ w: entry('F8_E4M3', [4], 0, 4) }, four), 'unknown dtype "F8_E4M3"'],
    ['has a dtype of another object', file({ w: entry('constructor', [4], 0, 4) }, four), 'unknown dtype'],
    ['has a fractional size', file({ w: entry('F32', [0.5], 0, 4) }, four), 'a shape of whole numbers'],
    ['has a negative size', file({ w: entry('F32', [-1], 0, 4) }, four), 'a shape of whole numbers'],
    ['has a thousand axes', file({ w: entry('F32', new Array(1000).fill(1), 0, 4) }, four), 'has 1000 axes'],
    ['has one offset', file({ w: { dtype: 'F32', shape: [1], data_offsets: [0] } }, four), 'two data_offsets'],
    [
      'has offsets for another shape',
      file({ w: entry('F32', [2], 0, 4) }, four),
      'takes 8 bytes, but its data_offsets',
    ],
    ['has a size beyond counting', file({ w: entry('F32', [2 ** 50, 2 ** 50], 0, 4) }, four), 'takes 5.07'],
    [
      'has overlapping tensors',
      file({ a: entry('F32', [1], 0, 4), b: entry('U8', [4], 2, 6) }, [...four, 0, 0]),
      '"b": begins at byte 2, inside the tensor before it',
    ],
    ['has a hole', file({ a: entry('U8', [1], 0, 1), b: entry('U8', [1], 2, 3) }, [0, 0, 0]), 'a hole'],
    ['has a hole first', file({ a: entry('U8', [1], 1, 2) }, [0, 0]), 'a hole'],
    ['has cells that are cut short', file({ w: entry('F32', [2], 0, 8) }, four), 'there are only 4: the file was cut'],
    ['has bytes behind its cells', file({ w: entry('U8', [1], 0, 1) }, four), 'has 3 bytes behind its last tensor'],
    ['has metadata that is no text', file({ __metadata__: { a: 1 } }), 'must hold nothing but texts'],
  ])('that %s is refused in words', (_, bytes, words) => {
    expect(problemOf(bytes)).toContain(words);
  });

  it('with more tensors than a file may have is refused', () => {
    const names = Array.from({ length: limits.tensorsPerFile + 1 }, (_, k) => [`w${k}`, entry('F32', [0], 0, 0)]);
    expect(problemOf(file(Object.fromEntries(names)))).toContain('has 10001 tensors: the most are 10000');
  });

  it('over 256 MiB is refused before anything is read', () => {
    const bytes = Object.defineProperty(new Uint8Array(8), 'length', { value: limits.weightFileBytes + 1 });
    expect(problemOf(bytes)).toContain('has 268435457 bytes: the most are 268435456');
  });

  it('of random bytes never throws anything but a problem', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(63), fc.nat(255), (random, at, byte) => {
        const good = file({ w: entry('F32', [1], 0, 4) }, four);
        good[at] = byte;
        for (const bytes of [random, good, good.subarray(0, at)]) {
          const result = readWeightFile(bytes, 'x');
          if ('problem' in result) expect(result.problem.message).not.toBe('');
          else for (const tensor of result.tensors) expect(tensor.read().data.length).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('that begins like a pickle but is none is read', () => {
    // A header of 0x0280 bytes starts the file with the bytes of a pickle.
    const text = JSON.stringify({ w: entry('U8', [1], 0, 1) }).padEnd(0x280);
    expect(readSafetensors(file(text, [5])).tensors[0]?.read().data).toEqual(Float32Array.of(5));
  });
});
