// Holds axes as text to whole numbers.
import { describe, expect, it } from 'vitest';
import { axesProblem, readAxes, writeAxes } from './axesText';

describe('axes as text', () => {
  it('are read with commas, spaces and true minus signs', () => {
    expect(readAxes(' 1, 0 \u22121')).toEqual([1, 0, -1]);
    expect(readAxes('')).toEqual([]);
    expect(readAxes(writeAxes([0, 2, 1]))).toEqual([0, 2, 1]);
  });

  it('are refused in one sentence', () => {
    expect(axesProblem('1, 0')).toBeUndefined();
    expect(axesProblem('1, x')).toBe('“x” is not a whole number. Type an order such as 1, 0.');
    expect(axesProblem('1.5')).toContain('not a whole number');
    expect(axesProblem('0 1 2 3 4 5 6 7 8')).toContain('eight at most');
  });
});
