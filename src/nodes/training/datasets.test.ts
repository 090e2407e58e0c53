// Every dataset: parts that never mix, examples that come again, and batches as long as the longest.
import { describe, expect, it } from 'vitest';
import { batchSource, type Dataset, type Example, padded, shownSource } from '../dataset';
import type { NodeType } from '../node';
import { nodeTypes } from '../registry';
import { withDefaults } from '../trace';

const context = { vocabulary: () => undefined };
const datasets = nodeTypes.filter(({ dataset }) => dataset);
const make = (node: NodeType, params = {}): Dataset =>
  (node.dataset as NonNullable<NodeType['dataset']>)(withDefaults(node, params) as never, context);

const MANY = 400;
const some = ({ size, at }: Dataset['training']): Example[] =>
  Array.from({ length: Math.min(size, MANY) }, (_, n) => at(n));
const contents = (examples: readonly Example[]) => new Set(examples.map(({ source }) => String(source)));

it('there are six', () => {
  expect(datasets.map(({ id }) => id).sort()).toEqual([
    'german-numbers',
    'induction-task',
    'lag-recall',
    'reverse-task',
    'subject-task',
    'table',
  ]);
});

describe.each(datasets.map((node) => [node.id, node] as const))('%s', (_id, node) => {
  const data = make(node);

  it('judges by nothing that it teaches', () => {
    const [learned, judged] = [contents(some(data.training)), contents(some(data.heldOut))];
    expect(judged.size).toBeGreaterThan(0);
    expect([...judged].filter((content) => learned.has(content))).toEqual([]);
  });

  it('gives the same examples again for a seed, and others for another', () => {
    expect(some(make(node).training)).toEqual(some(data.training));
    expect(some(make(node, { seed: 2 }).heldOut)).not.toEqual(some(data.heldOut));
  });

  it('keeps to its vocabularies and to its longest', () => {
    for (const example of [...some(data.training), ...some(data.heldOut), data.shown]) {
      for (const [port, { axis, words }] of Object.entries(data.fields)) {
        const cells = example[port] as readonly number[];
        expect(cells.length).toBeLessThanOrEqual(axis === 1 ? 1 : data.longest[axis]);
        const size = words ? (data.vocabularies[words]?.size as number) : 2;
        expect(cells.every((cell) => Number.isInteger(cell) && cell >= 0 && cell < size)).toBe(true);
      }
      expect(example.valid_target).toHaveLength((example.target as readonly number[]).length);
    }
  });

  it('gives one example without a batch axis, and batches that fit their types', () => {
    const [shown, batch] = [shownSource(data), batchSource(data, 3)];
    for (const [port, { dims }] of Object.entries(batch.constants)) {
      expect(dims).toHaveLength(2);
      expect(shown.constants[port]?.dims).toHaveLength(1);
      const cells = padded(data, port, some(data.training).slice(0, 3));
      expect(cells).toHaveLength(batch.constants[port]?.data.length as number);
    }
  });
});
