// Holds the line of arithmetic to what people write: brackets, signs, and what is left out.
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../execution/explain';
import { derivation, shortNumber } from './derivation';

const cell = (value: number, index = 0): Reading => ({ kind: 'cell', input: 'scores', index, value });
const line = (reading: Reading): string =>
  derivation(reading)
    .map(({ text, raised }) => (raised ? `^${text}` : text))
    .join('');

describe('a derivation', () => {
  it('writes a dot product, with a minus sign once', () => {
    const groups = [
      [cell(0.31), cell(0.28)],
      [cell(-0.55), cell(0.36)],
      [cell(0.2), cell(-0.1)],
    ];
    expect(line({ kind: 'sum', groups, value: -0.1312 })).toBe('−0.1312 = 0.31×0.28 − 0.55×0.36 + 0.2×(−0.1)');
  });

  it('writes a quotient of a sum and a root', () => {
    const top: Reading = { kind: 'sum', groups: [[cell(1), cell(2)], [cell(3)]], value: 5 };
    const root: Reading = { kind: 'function', op: 'sqrt', groups: [[{ kind: 'number', value: 2 }]], value: Math.SQRT2 };
    expect(line({ kind: 'function', op: 'div', groups: [[top, root]], value: 3.5355 })).toBe('3.5355 = (1×2 + 3) / √2');
  });

  it('writes a softmax over what is not masked', () => {
    const row = [cell(0.5), cell(-0.25), cell(Number.NEGATIVE_INFINITY)];
    const reading: Reading = { kind: 'function', op: 'softmax', groups: [[row[0] as Reading], row], value: 0.6792 };
    expect(line(reading)).toBe('0.6792 = e^0.5 / (e^0.5 + e^−0.25)');
  });

  it('says why a masked pair weighs nothing', () => {
    const row = [cell(0.5), cell(Number.NEGATIVE_INFINITY)];
    const reading: Reading = { kind: 'function', op: 'softmax', groups: [[row[1] as Reading], row], value: 0 };
    expect(line(reading)).toBe('0.0000 = e to minus infinity: masked');
    expect(line({ kind: 'number', value: Number.NEGATIVE_INFINITY })).toBe('−∞ because this pair is masked');
  });

  it('shows the ends of a long sum', () => {
    const groups = Array.from({ length: 20 }, (_, i) => [cell(i)]);
    expect(line({ kind: 'sum', groups, value: 190 })).toBe('190.0000 = 0 + 1 + 2 + … 16 more … + 19');
  });

  it('names a function that has no sign, and a cell that is only taken over', () => {
    expect(line({ kind: 'function', op: 'tanh', groups: [[cell(0.2)]], value: 0.1974 })).toBe('0.1974 = tanh(0.2)');
    expect(line(cell(0.25, 3))).toBe('0.25 is taken over from scores');
    expect(derivation(cell(0.25, 3))[0]?.cell).toEqual({ input: 'scores', index: 3 });
    expect(line({ kind: 'cell', input: 'weight:bias', index: 0, value: 2 })).toBe(
      '2 is taken over from the weight bias',
    );
  });
});

describe('a short number', () => {
  it.each([
    [2, '2'],
    [0.5, '0.5'],
    [10, '10'],
    [-0.25, '−0.25'],
    [1e-5, '1.0e−5'],
  ])('%d reads %s', (value, expected) => {
    expect(shortNumber(value)).toBe(expected);
  });
});
