// The systems on every backend that Node has, and what their lessons say of them: weights, attention, feedback, switches.
import { describe, expect, it } from 'vitest';
import { createKernels } from './kernels/devices';
import { float64Kernels } from './kernels/float64';
import { sizeOf } from './tensor/dim';
import type { Tensor } from './tensor/tensor';
import { checkedSystem, systemSuite, systems, valueAt, valuesOf, withParams } from './testing/systemChecks';

for (const backend of ['wasm', 'cpu', 'webasm'] as const) systemSuite(backend, () => createKernels(backend));

type Name = 'rnn-encoder-decoder' | 'lstm-encoder-decoder' | 'bahdanau-attention' | 'transformer' | 'gpt-block';
const system = (name: Name) => systems[name] as NonNullable<(typeof systems)[string]>;
const run = (graph: ReturnType<typeof system>) => valuesOf(graph, float64Kernels());
const cells = ({ data }: Tensor): number[] => [...data];

/** Rows of the last axis. */
function rowsOf({ shape, data }: Tensor): number[][] {
  const width = shape.at(-1) as number;
  return Array.from({ length: data.length / width }, (_, i) => [...data.slice(i * width, (i + 1) * width)]);
}

function weightCount(graph: ReturnType<typeof system>): number {
  const { nodes, sizes } = checkedSystem(graph);
  const outer = [...nodes.values()].filter(({ node }) => node.parent === undefined);
  const weights = outer.flatMap(({ traced }) => Object.values(traced?.weights ?? {}));
  const count = (dims: (typeof weights)[number]['dims']) =>
    dims.reduce<number>((n, dim) => n * (sizeOf(dim, sizes) as number), 1);
  return weights.reduce((sum, { dims }) => sum + count(dims), 0);
}

describe('the systems', () => {
  it.each<[Name, number]>([
    ['rnn-encoder-decoder', 2_656],
    ['lstm-encoder-decoder', 5_920],
    // As counted in the training task that its trained weights will come from.
    ['bahdanau-attention', 10_336],
  ])('%s has %i weights', (name, expected) => {
    expect(weightCount(system(name))).toBe(expected);
  });

  it.each<[Name, string, readonly number[]]>([
    ['bahdanau-attention', 'decoder.alignment', [3, 3]],
    ['transformer', 'encoder.self-softmax.weights', [2, 3, 3]],
    ['transformer', 'decoder.causal-softmax.weights', [2, 3, 3]],
    ['transformer', 'decoder.cross-softmax.weights', [2, 3, 3]],
    ['gpt-block', 'block.causal-softmax.weights', [2, 6, 6]],
  ])('%s: rows of %s sum to one', async (name, port, shape) => {
    const weights = valueAt(await run(system(name)), port);
    expect(weights.shape).toEqual(shape);
    for (const row of rowsOf(weights)) expect(row.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 6);
  });

  it.each<[Name, string]>([
    ['transformer', 'decoder.causal-softmax.weights'],
    ['gpt-block', 'block.causal-softmax.weights'],
  ])('%s: no word sees what comes after it', async (name, port) => {
    const weights = valueAt(await run(system(name)), port);
    const [, T = 0] = weights.shape;
    rowsOf(weights).forEach((row, i) => {
      expect(row.slice((i % T) + 1).every((w) => w === 0)).toBe(true);
      expect(row[i % T]).toBeGreaterThan(0);
    });
  });

  it.each<Name>(['rnn-encoder-decoder', 'lstm-encoder-decoder', 'bahdanau-attention'])(
    '%s reads the target, or the words that it wrote itself',
    async (name) => {
      const graph = system(name);
      const own = await run(withParams(graph, 'decoder', { feedback: 'own' }));
      expect(cells(valueAt(own, 'decoder.logits'))).toEqual(cells(valueAt(await run(graph), 'decoder.logits')));
      const forced = withParams(graph, 'decoder', { feedback: 'target' });
      expect(cells(valueAt(await run(forced), 'decoder.logits'))).not.toEqual(cells(valueAt(own, 'decoder.logits')));
      // Given its own words as the target, it writes the same again.
      const english = graph.vocabularies?.english ?? [];
      const written = cells(valueAt(own, 'decoder.words')).map((id) => english[id]);
      const same = withParams(forced, 'source', { answer: written.slice(0, -1).join(' ') });
      expect(cells(valueAt(await run(same), 'decoder.logits'))).toEqual(cells(valueAt(own, 'decoder.logits')));
    },
  );

  it('fixed context: scores no longer reach the words, and every step gets the summary', async () => {
    const graph = system('bahdanau-attention');
    const focused = withParams(graph, 'softmax', { temperature: 0.01 });
    const logits = async (one: typeof graph) => cells(valueAt(await run(one), 'decoder.logits'));
    expect(await logits(focused)).not.toEqual(await logits(graph));
    const [off, on] = [graph, focused].map((one) => withParams(one, 'fixed-context', { use: 'b' })) as [
      typeof graph,
      typeof graph,
    ];
    expect(await logits(on)).toEqual(await logits(off));
    const values = await run(off);
    const summary = cells(valueAt(values, 'summary.out'));
    for (const row of rowsOf(valueAt(values, 'decoder.fixed-context.out'))) expect(row).toEqual(summary);
  });

  it('without the forget gate the cell of 1997 adds to what it had', async () => {
    const graph = withParams(system('lstm-encoder-decoder'), 'encoder-cell', { forgetGate: false });
    expect(weightCount(system('lstm-encoder-decoder')) - weightCount(graph)).toBe(16 * 16 + 16 * 16 + 2 * 16);
    expect(valueAt(await run(graph), 'encoder.states').shape).toEqual([3, 16]);
  });

  it('the recurrent network also reads the sentence of the notes', async () => {
    const text = 'Harry Potter went to station number 93 by 4';
    const told = withParams(system('rnn-encoder-decoder'), 'source', { text, sourceVocabulary: '' });
    const graph = withParams(told, 'source-embedding', { vocabulary: '' });
    expect(graph.description).toContain(text);
    expect(valueAt(await run(graph), 'encoder.states').shape).toEqual([9, 16]);
  });

  it('six copies of a Transformer block have weights of their own', async () => {
    const graph = withParams(withParams(system('transformer'), 'encoder', { times: 6 }), 'decoder', { times: 6 });
    const once = weightCount(system('transformer'));
    const beside = 2 * 32 * 16 + 16 * 32 + 32;
    expect(weightCount(graph)).toBe(beside + 6 * (once - beside));
    const weights = valueAt(await run(graph), 'encoder.self-softmax.weights');
    expect(weights.shape).toEqual([6, 2, 3, 3]);
    expect(cells(weights).slice(0, 18)).not.toEqual(cells(weights).slice(18, 36));
  });
});
