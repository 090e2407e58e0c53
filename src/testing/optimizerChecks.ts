// Five steps of every optimizer against PyTorch's, on any backend. Tests only.
import { expect, test } from 'vitest';
import golden from '../../graphs/golden/torch/optimizer_trajectories.json';
import { Traces } from '../execution/traces';
import type { Graph } from '../graph/graph';
import { DEFAULT_TRAINING, type OptimizerName } from '../graph/training';
import type { Kernels } from '../kernels/kernel';
import { nodeType } from '../nodes/registry';
import { planTraining } from '../training/plan';
import { type StepReport, Trainer } from '../training/trainer';

interface Stored {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
interface Run {
  readonly W0: Stored;
  readonly x: Stored;
  readonly y: Stored;
  readonly steps: readonly { readonly loss: number; readonly W_after: Stored }[];
}
const runs: Readonly<Record<string, Run>> = golden.runs;

/** By name in the file: PyTorch's own settings. */
const SETTINGS: Readonly<Record<string, { optimizer: OptimizerName; learningRate: number; decay?: number }>> = {
  sgd: { optimizer: 'sgd', learningRate: 0.1 },
  'sgd_momentum0.9': { optimizer: 'momentum', learningRate: 0.1 },
  adam: { optimizer: 'adam', learningRate: 0.05 },
  'adamw_wd0.1': { optimizer: 'adamw', learningRate: 0.05, decay: 0.1 },
};

const rows = ({ shape: [n = 0, width = 0], data }: Stored): number[][] =>
  Array.from({ length: n }, (_, i) => data.slice(i * width, (i + 1) * width));

/** PyTorch's [out, in] as our [in, out]. */
const turned = ({ shape: [out = 0, into = 0], data }: Stored): number[] =>
  Array.from({ length: out * into }, (_, k) => data[(k % out) * into + Math.floor(k / out)] as number);

/** mean((tanh(x W) - y)^2) */
function graphOf({ W0, x, y }: Run): Graph {
  const at = { x: 0, y: 0 };
  const wire = (from: string, to: string, k: number) => {
    const [[source, sourcePort], [target, targetPort]] = [from.split('.'), to.split('.')] as [string[], string[]];
    return { id: `e${k}`, source, sourcePort, target, targetPort } as Graph['edges'][number];
  };
  return {
    nodes: [
      { id: 'x', type: 'tensor', position: at, params: { values: rows(x) } },
      { id: 'y', type: 'tensor', position: at, params: { values: rows(y) } },
      { id: 'linear', type: 'linear', position: at, params: { features: W0.shape[0], bias: false } },
      { id: 'tanh', type: 'activation', position: at, params: { kind: 'tanh' } },
      { id: 'loss', type: 'mean-squared-error', position: at },
    ],
    edges: [
      ['x.out', 'linear.x'],
      ['linear.out', 'tanh.x'],
      ['tanh.out', 'loss.prediction'],
      ['y.out', 'loss.target'],
    ].map(([from, to], k) => wire(from as string, to as string, k)),
    weights: { 'linear.weight': { shape: [...W0.shape].reverse(), data: turned(W0) } },
  };
}

export function optimizerSuite(backend: string, create: () => Kernels): void {
  test.each(Object.keys(runs))(`%s takes the steps of PyTorch on ${backend}`, async (name) => {
    const expected = runs[name] as Run;
    const own = SETTINGS[name];
    if (!own) throw new Error(`no settings for ${name}`);
    const settings = { ...DEFAULT_TRAINING, clip: 0, ...own };
    const plan = planTraining(graphOf(expected), settings, { nodeType, traces: new Traces() });
    const kernels = create();
    const trainer = new Trainer(plan, kernels, async () => {});
    expect(expected.steps).toHaveLength(5);
    for (const { loss, W_after } of expected.steps) {
      const report = (await trainer.step()) as StepReport;
      expect(Math.abs(report.loss - loss)).toBeLessThan(1e-4);
      const weights = (await trainer.read())['linear.weight'];
      turned(W_after).forEach((cell, i) => {
        expect(Math.abs((weights?.data[i] ?? Number.NaN) - cell)).toBeLessThan(1e-4);
      });
    }
    trainer.close();
    expect(kernels.stats().live).toBe(0);
    kernels.dispose();
  });
}
