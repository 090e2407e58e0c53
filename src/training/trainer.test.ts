// Training of small graphs: it learns, repeats itself, keeps its memory, says what it cannot do, and survives what breaks.
import { describe, expect, it } from 'vitest';
import { Traces } from '../execution/traces';
import type { Graph } from '../graph/graph';
import { type TrainingPart, trainingSettings } from '../graph/training';
import { createKernels } from '../kernels/devices';
import type { Backend } from '../kernels/kernel';
import { nodeType } from '../nodes/registry';
import { TRAINING_STEPS } from '../testing/counts';
import { systems } from '../testing/systemChecks';
import { lookup, withNode, without } from '../testing/trainable';
import { planTraining } from './plan';
import { type StepReport, Trainer } from './trainer';

const planned = (graph: Graph, part: TrainingPart = {}) =>
  planTraining(graph, trainingSettings({ ...graph.training, ...part }), { nodeType, traces: new Traces() });

async function losses(backend: Backend, part: TrainingPart = {}, steps = 10): Promise<number[]> {
  const kernels = createKernels(backend);
  const trainer = new Trainer(planned(lookup, part), kernels, async () => {});
  const list: number[] = [];
  for (let k = 0; k < steps; k++) list.push(((await trainer.step()) as StepReport).loss);
  trainer.close();
  expect(kernels.stats().live).toBe(0);
  kernels.dispose();
  return list;
}

describe('a training', () => {
  it.each(['cpu', 'webasm'] as const)('learns, and prints the same losses again, on %s', async (backend) => {
    const first = await losses(backend);
    expect(first.at(-1)).toBeLessThan((first[0] as number) / 2);
    expect(await losses(backend)).toEqual(first);
    expect(await losses(backend, { batch: 2, seed: 2 })).not.toEqual(await losses(backend, { batch: 2 }));
  });

  it.each(['cpu', 'wasm'] as const)(`keeps its memory over ${TRAINING_STEPS} steps on %s`, async (backend) => {
    const kernels = createKernels(backend);
    const trainer = new Trainer(planned(lookup), kernels, async () => {});
    while (trainer.taken < 50) await trainer.step();
    const { live, bytes, compiled } = kernels.stats();
    while (trainer.taken < TRAINING_STEPS) await trainer.step();
    expect(kernels.stats()).toMatchObject({ live, compiled });
    expect(Math.abs(kernels.stats().bytes / bytes - 1)).toBeLessThan(0.05);
  });

  it(`keeps its memory over ${TRAINING_STEPS} steps of Bahdanau on wasm`, async () => {
    const kernels = createKernels('wasm');
    const trainer = new Trainer(planned(systems['bahdanau-attention'] as Graph), kernels, async () => {});
    while (trainer.taken < 50) await trainer.step();
    const { live, bytes, compiled } = kernels.stats();
    while (trainer.taken < TRAINING_STEPS) await trainer.step();
    expect(kernels.stats()).toMatchObject({ live, compiled });
    expect(Math.abs(kernels.stats().bytes / bytes - 1)).toBeLessThan(0.05);
    kernels.dispose();
  });

  it.each(['cpu', 'webasm'] as const)('a step of Bahdanau takes at most 430 launches on plain %s', async (backend) => {
    const kernels = createKernels(backend);
    const trainer = new Trainer(planned(systems['bahdanau-attention'] as Graph), kernels, async () => {});
    await trainer.step();
    // Before loops were left with what has to be done one step after the other there were 626.
    expect(kernels.stats().launches).toBeLessThanOrEqual(430);
    trainer.close();
    expect(kernels.stats().live).toBe(0);
    kernels.dispose();
  });

  it('goes on from weights that were kept, and goes back to the first', async () => {
    const kernels = createKernels('cpu');
    const trainer = new Trainer(planned(lookup), kernels, async () => {});
    const before = await trainer.read();
    await trainer.step();
    const kept = await trainer.read();
    expect(kept).not.toEqual(before);
    const again = new Trainer(planned(lookup), kernels, async () => {}, kept);
    expect(await again.read()).toEqual(kept);
    trainer.reset();
    expect([await trainer.read(), trainer.taken]).toEqual([before, 0]);
  });

  it('stops where numbers break, names the place, and has the last good weights back', async () => {
    const kernels = createKernels('cpu');
    const trainer = new Trainer(
      planned(lookup, { learningRate: 1e30, optimizer: 'sgd', clip: 0 }),
      kernels,
      async () => {},
    );
    const before = await trainer.read();
    expect(await trainer.step()).toMatchObject({ step: 1 });
    const broken = await trainer.step();
    expect(broken).toMatchObject({ step: 2, kept: 0, where: { node: 'output', name: 'output.out', kind: 'value' } });
    expect((broken as { message: string }).message).toContain(
      'Step 2 broke: out of Linear is the first value that is not a number.',
    );
    expect([await trainer.read(), trainer.taken]).toEqual([before, 0]);
  });

  it('scores what it was not taught', async () => {
    const kernels = createKernels('cpu');
    const trainer = new Trainer(planned(lookup), kernels, async () => {});
    expect(await trainer.score()).toMatchObject({ examples: 1 });
  });
});

describe('a graph that cannot be trained', () => {
  const mean: Graph['nodes'][number] = { id: 'mean', type: 'mean', position: { x: 0, y: 0 } };
  const cases: readonly (readonly [string, Graph, string])[] = [
    ['no loss', { nodes: [], edges: [] }, 'There is no loss to make small'],
    [
      'not wired',
      without(lookup, 'output.out > loss.logits'),
      'Cross entropy does not run: nothing is wired to logits.',
    ],
    [
      'no scalar',
      { ...lookup, training: { loss: 'output.out' } },
      'Linear gives 1 × 6, but a loss is a single number.',
    ],
    ['not there', { ...lookup, training: { loss: 'gone.loss' } }, 'The loss gone.loss is not there'],
    [
      'several',
      { ...lookup, nodes: [...lookup.nodes, { ...(lookup.nodes[4] as typeof mean), id: 'second' }] },
      'There are several losses: choose one of second, loss',
    ],
    [
      'ragged rows',
      withNode(lookup, 'pairs', { params: { pairs: 'a,b\nc' } }),
      'Table of pairs does not run: row 2 has one cell, not two.',
    ],
    [
      'nothing held out',
      withNode(lookup, 'pairs', { params: { pairs: 'a,b\nc,d', heldOut: 0 } }),
      'Table of pairs does not run: nothing is held out',
    ],
    [
      'a word without a place',
      {
        ...withNode(lookup, 'pairs', { params: { pairs: 'a,b\nc,d', heldOut: 0.5, targetVocabulary: 'few' } }),
        vocabularies: { few: ['<pad>', '<start>', '<end>', 'b'] },
      },
      '“d” is not in the vocabulary “few”',
    ],
    [
      'no weight',
      {
        nodes: [
          { id: 'p', type: 'tensor', position: { x: 0, y: 0 } },
          { id: 'loss', type: 'mean-squared-error', position: { x: 0, y: 0 } },
        ],
        edges: [
          { id: 'a', source: 'p', sourcePort: 'out', target: 'loss', targetPort: 'prediction' },
          { id: 'b', source: 'p', sourcePort: 'out', target: 'loss', targetPort: 'target' },
        ],
      },
      'No weight reaches Mean squared error',
    ],
  ];
  it.each(cases)('%s', (_name, graph, sentence) => {
    expect(() => planned(graph)).toThrow(sentence);
  });
});
