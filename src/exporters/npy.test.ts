// .npy files: what is written reads back, orders of cells are right, and what is no array of numbers is refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROPERTY_RUNS } from '../testing/counts';
import { writeNpy } from './npy';
import { readWeightFile } from './weightFile';

function npy(header: string, cells: ArrayBufferView = new Uint8Array(), version = 1): Uint8Array {
  const text = new TextEncoder().encode(header);
  const size = version === 1 ? [text.length & 0xff, text.length >> 8] : [text.length & 0xff, text.length >> 8, 0, 0];
  const data = new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);
  return Uint8Array.of(0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...size, ...text, ...data);
}
const dict = (descr: string, shape: string, fortran = 'False') =>
  `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;

function read(bytes: Uint8Array) {
  const result = readWeightFile(bytes, 'query.npy');
  if ('problem' in result) throw new Error(`${result.problem.path}: ${result.problem.message}`);
  const [tensor] = result.tensors;
  return { name: tensor?.name, ...tensor?.read() };
}

describe('writing and reading', () => {
  it('gives the same cells, bit for bit', () => {
    const tensors = fc
      .array(fc.nat(4), { maxLength: 4 })
      .map((shape) => ({ shape, size: shape.reduce((n, d) => n * d, 1) }))
      .chain(({ shape, size }) =>
        fc.float32Array({ minLength: size, maxLength: size }).map((data) => ({ shape, data })),
      );
    fc.assert(
      fc.property(tensors, (tensor) => {
        expect(read(writeNpy(tensor))).toEqual({ name: 'query', ...tensor });
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('aligns the cells to 64 bytes', () => {
    const written = writeNpy({ shape: [2, 3], data: new Float32Array(6) });
    expect((written.length - 24) % 64).toBe(0);
  });
});

describe('cells', () => {
  it('in Fortran order are read row by row', () => {
    const cells = Float32Array.of(1, 4, 2, 5, 3, 6);
    expect(read(npy(dict("'<f4'", '(2, 3)', 'True'), cells)).data).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
    const cube = Float32Array.of(0, 4, 2, 6, 1, 5, 3, 7);
    expect(read(npy(dict("'<f4'", '(2, 2, 2)', 'True'), cube)).data).toEqual(Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7));
  });

  it.each<[string, ArrayBufferView, number[]]>([
    ["'>f4'", Uint8Array.of(0x3f, 0x80, 0, 0), [1]],
    ["'>i2'", Uint8Array.of(1, 2), [258]],
    ["'<f8'", Float64Array.of(0.5), [0.5]],
    ["'<f2'", Uint16Array.of(0x3c00), [1]],
    ["'|b1'", Uint8Array.of(1), [1]],
    ["'|u1'", Uint8Array.of(200), [200]],
    ["'<i8'", BigInt64Array.of(-5n), [-5]],
  ])('of %s are read', (descr, cells, expected) => {
    expect(Array.from(read(npy(dict(descr, '(1,)'), cells)).data ?? [])).toEqual(expected);
  });

  it('of versions 2 and 3 are read, and scalars', () => {
    const cells = Float32Array.of(7);
    for (const version of [2, 3]) expect(read(npy(dict("'<f4'", '()'), cells, version)).shape).toEqual([]);
  });
});

describe('a file that is not right', () => {
  const one = Float32Array.of(1);
  it.each<[string, Uint8Array, string]>([
    ['holds Python objects', npy(dict("'|O'", '(1,)'), one), 'descr: is object: the file holds a pickle'],
    ['holds records', npy(dict("[('a', '<f4')]", '(1,)'), one), 'descr: is a list of fields'],
    ['holds complex numbers', npy(dict("'<c8'", '(1,)'), one), 'descr: is "<c8": known are f8, f4'],
    ['holds texts', npy(dict("'<U1'", '(1,)'), one), 'descr: is "<U1"'],
    ['is too short for its shape', npy(dict("'<f4'", '(2,)'), one), 'takes 8 bytes of cells, but has 4'],
    ['is too long for its shape', npy(dict("'<f4'", '()'), Float32Array.of(1, 2)), 'takes 4 bytes of cells, but has 8'],
    ['has no shape', npy("{'descr': '<f4', 'fortran_order': False}", one), 'has no shape'],
    ['has a negative size', npy(dict("'<f4'", '(-1,)'), one), 'has no shape of whole numbers'],
    ['has no order', npy("{'descr': '<f4', 'shape': (1,)}", one), 'has no fortran_order'],
    ['has no header', npy('', one), 'header: has no descr'],
    ['is cut short', npy(dict("'<f4'", '(1,)')).subarray(0, 30), 'is said to have'],
    ['is cut after its magic', npy('').subarray(0, 8), 'header: is cut short'],
    ['is of a later version', npy(dict("'<f4'", '(1,)'), one, 9), 'is of version 9'],
  ])('because it %s is refused in words', (_, bytes, words) => {
    expect(() => read(bytes)).toThrow(words);
  });
});
