// What a graph would cost, told from its sizes alone.
import { expect, test } from 'vitest';
import type { Traced } from '../nodes/trace';
import { scoredWords } from '../testing/attentionGraphs';
import { check, node, ports, wires } from '../testing/build';
import { loopOf } from '../testing/loopGraphs';
import type { Checked } from './checked';
import { costOf } from './cost';
import { cellsOf, flopsOf, growthOf, lengthsOf, longer } from './growth';

const program = (checked: Checked, id: string) => {
  const { traced } = checked.nodes.get(id) ?? {};
  if (!traced) throw new Error(`${id} is not traced`);
  return traced.program;
};

const attention = () => check(scoredWords('a b c'));

test('operations are a polynomial of the sizes; what only moves cells costs none', () => {
  const checked = attention();
  expect(flopsOf(program(checked, 'score'))).toBe('2 T T d');
  expect(flopsOf(program(checked, 'softmax'))).toBe('5 T T');
  expect(flopsOf(program(checked, 'rows'))).toBe(0);
  expect(costOf(checked.nodes.get('score')?.traced as Traced, checked.sizes).flops).toBe(2 * 3 * 3 * 4);
});

test('growth counts the lengths of texts and no width', () => {
  const checked = attention();
  expect(lengthsOf(checked)).toEqual(['T']);
  expect(growthOf(flopsOf(program(checked, 'score')), ['T'])).toBe(2);
  expect(growthOf('3 d d + T', ['T'])).toBe(1);
  expect(growthOf(7, ['T'])).toBe(0);
  expect(longer(checked.sizes, ['T'], 2)).toMatchObject({ T: 6, d: 4 });
});

test('the cells of every value count', () => {
  const cells = cellsOf(program(attention(), 'softmax'));
  expect(growthOf(cells, ['T'])).toBe(2);
});

test('a loop costs its step as often as it runs', () => {
  const checked = check({
    nodes: [
      node('text', 'text', { text: 'a b c' }),
      node('rows', 'embedding', { width: 4 }),
      node('start', 'tensor', { values: [[0, 0, 0, 0]] }),
      ...loopOf({
        takes: ports(['x', 'sequence'], ['h', 'state']),
        inside: [node('sum', 'add')],
        gives: ports(['h', 'state']),
      }),
    ],
    edges: wires(
      'text.tokens > rows.tokens',
      'rows.out > loop.x',
      'start.out > loop.h',
      'in.x > sum.a',
      'in.h > sum.b',
      'sum.out > out.h',
    ),
  });
  expect(checked.problems).toEqual([]);
  expect(flopsOf(program(checked, 'loop'))).toBe('T d');
});
