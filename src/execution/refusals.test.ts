// Tuned kernels that did not compile are said with the nodes that needed them.
import { expect, test } from 'vitest';
import { check, node } from '../testing/build';
import type { NodeRun } from './executor';
import { refusedWords } from './refusals';

const checked = check({ nodes: [node('x', 'tensor'), node('y', 'softmax', {}, { label: 'Weights' })], edges: [] });
const run = (id: string, refused: readonly string[]): NodeRun => ({
  id,
  state: 'ran',
  measured: { backend: 'webgl2', ms: 1, compileMs: 0, launches: 1, tuned: 0, refused, bytes: 4, finished: true },
});

test('nothing is said where all compiled', () => {
  expect(refusedWords(checked, [run('x', []), { id: 'y', state: 'failed' }])).toBeUndefined();
});

test('nodes, ops and the backend are named', () => {
  expect(refusedWords(checked, [run('x', []), run('y', ['softmax'])])).toBe(
    'The tuned kernels of Weights (softmax) did not compile on webgl2, so plain ones run.',
  );
});
