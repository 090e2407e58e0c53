// Known numbers, what is always learned, and what the node holds when it does not train.
import { expect, it } from 'vitest';
import type { Dataset } from '../dataset';
import { withDefaults } from '../trace';
import { germanNumbers } from './german-numbers';

const make = (params = {}): Dataset =>
  germanNumbers.dataset?.(withDefaults(germanNumbers as never, params) as never, {
    vocabulary: () => undefined,
  }) as Dataset;

/** Source and target in words. */
function said(params: object): string {
  const { shown, vocabularies } = make(params);
  const words = (ids: readonly number[] = [], of = vocabularies.V) => ids.map((id) => of.labels[id]).join(' ');
  return `${words(shown.source)} > ${words(shown.target, vocabularies.W ?? vocabularies.V)}`;
}

it.each([
  ['null', 'zero'],
  ['eins', 'one'],
  ['sech zehn', 'sixteen'],
  ['sieb zehn', 'seventeen'],
  ['ein und zwanzig', 'twenty one'],
  ['drei und neunzig', 'ninety three'],
  ['zwei hundert', 'two hundred'],
  ['ein hundert eins', 'one hundred one'],
  ['neun hundert neun und neunzig', 'nine hundred ninety nine'],
])('%s is %s', (text, english) => {
  expect(said({ text })).toBe(`${text} > ${english} <end>`);
});

it('learns every number below a hundred and holds a fifth of the others out', () => {
  const { training, heldOut, vocabularies, longest } = make();
  expect([training.size, heldOut.size]).toEqual([820, 180]);
  expect(longest).toEqual({ T: 5, S: 5 });
  expect([vocabularies.V.size, vocabularies.W?.size]).toEqual([29, 32]);
  const learned = Array.from({ length: training.size }, (_, n) => String(training.at(n).source));
  expect(new Set(learned).size).toBe(820);
});

it('shifts the target behind <start>', () => {
  const { shown, vocabularies } = make();
  expect(shown.shifted?.map((id) => vocabularies.W?.labels[id])).toEqual(['<start>', 'ninety', 'three']);
});

it('takes any answer, and none for what is no number', () => {
  expect(said({ answer: 'three ninety' })).toBe('drei und neunzig > three ninety <end>');
  expect(said({ text: 'hundert und', answer: '' })).toBe('hundert und > <end>');
});

it('asks and answers on one line, where the answer counts', () => {
  const { shown } = make({ form: 'line' });
  expect(said({ form: 'line' })).toBe('drei und neunzig = ninety three > und neunzig = ninety three <end>');
  expect(shown.valid_target).toEqual([0, 0, 0, 1, 1, 1]);
});
