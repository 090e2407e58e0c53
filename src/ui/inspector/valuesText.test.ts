// Holds typed and pasted numbers to lists, and mistakes to one sentence.
import { describe, expect, it } from 'vitest';
import { readValues, writeValues } from './valuesText';

describe('values as text', () => {
  it.each([[[1, 2]], [[[1], [2.5]]], [[[[1, -2]], [[3, 4]]]]])('come back as they were: %j', (values) => {
    expect(readValues(writeValues(values))).toEqual({ values });
  });

  it('are read from a spreadsheet', () => {
    expect(readValues('1\t2\n3\t4\n')).toEqual({
      values: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(readValues('1 2 3')).toEqual({ values: [1, 2, 3] });
  });

  it.each([
    ['', 'This is empty. Give at least one number.'],
    ['[[1, 2], [3', 'The brackets or commas do not fit. Write lists such as [[1, 2], [3, 4]].'],
    ['[1, "two"]', '"two" is not a number. Give numbers only.'],
    ['[1e999]', 'One number is too large. Give numbers only.'],
    ['1 two', '“two” is not a number. Type one, such as 0.5.'],
  ])('are refused in one sentence: %j', (text, problem) => {
    expect(readValues(text)).toEqual({ problem });
  });
});
