// The presets against the published digits, and the split form against its formula, on any backend. Tests only.
import { expect, test } from 'vitest';
import causalPreset from '../../graphs/causal-attention.json';
import causalDigits from '../../graphs/golden/published/raschka_causal_weights.json';
import wrapperDigits from '../../graphs/golden/published/raschka_multihead_wrapper_h2.json';
import firstDigits from '../../graphs/golden/published/raschka_self_attention_v1.json';
import secondDigits from '../../graphs/golden/published/raschka_self_attention_v2.json';
import simplifiedDigits from '../../graphs/golden/published/raschka_simplified_self_attention.json';
import wrapperPreset from '../../graphs/multi-head-attention.json';
import splitPreset from '../../graphs/multi-head-attention-split.json';
import firstPreset from '../../graphs/self-attention.json';
import secondPreset from '../../graphs/self-attention-v2.json';
import simplifiedPreset from '../../graphs/simplified-self-attention.json';
import { checkGraph } from '../execution/check';
import { Executor } from '../execution/executor';
import { Interner } from '../execution/keys';
import { Traces } from '../execution/traces';
import { parseGraph } from '../graph/format';
import type { Kernels } from '../kernels/kernel';
import { nodeType } from '../nodes/registry';
import { rowsOf, splitHeadsByFormula } from './splitHeads';

/** How far a cell may be from the digits that were printed, four after the point. */
const TOLERANCE = 6e-5;

type Printed = number | string | readonly Printed[];
const flat = (printed: Printed): number[] => {
  if (typeof printed === 'object') return printed.flatMap(flat);
  return [printed === '-inf' ? Number.NEGATIVE_INFINITY : Number(printed)];
};

/** Rows of the six words that a port must show: all of them, or those from one word on. */
interface Expected {
  readonly port: string;
  readonly printed: Printed;
  /** The word of the first printed row. */
  readonly from?: number;
}

interface PresetCase {
  readonly name: string;
  readonly file: object;
  readonly expected: readonly Expected[];
}

const first = firstDigits.printed;
const causal = causalDigits.printed;
const cases: readonly PresetCase[] = [
  {
    name: 'simplified-self-attention',
    file: simplifiedPreset,
    expected: [
      { port: 'score.scores', printed: simplifiedDigits.printed[49] },
      { port: 'softmax.weights', printed: simplifiedDigits.printed[51] },
      { port: 'context.context', printed: simplifiedDigits.printed[55] },
    ],
  },
  {
    name: 'self-attention',
    file: firstPreset,
    expected: [
      { port: 'query.out', printed: first[70], from: 1 },
      { port: 'score.scores', printed: first[77], from: 1 },
      { port: 'softmax.weights', printed: first[80], from: 1 },
      { port: 'context.context', printed: first[86] },
    ],
  },
  {
    name: 'self-attention-v2',
    file: secondPreset,
    expected: [
      { port: 'softmax.weights', printed: secondDigits.printed[98] },
      { port: 'context.context', printed: secondDigits.printed[89] },
    ],
  },
  {
    name: 'causal-attention',
    file: causalPreset,
    expected: [
      { port: 'mask.scores', printed: causal[108] },
      { port: 'softmax.weights', printed: causal[110] },
      { port: 'context.context', printed: causalDigits.context.data },
    ],
  },
  {
    name: 'multi-head-attention',
    file: wrapperPreset,
    // Printed for a batch of the same six words twice.
    expected: [{ port: 'concat.out', printed: wrapperDigits.printed[127][0]?.[0] ?? [] }],
  },
  {
    name: 'multi-head-attention-split',
    file: splitPreset,
    expected: [{ port: 'output.out', printed: splitHeadsByFormula(rowsOf(simplifiedDigits.inputs.data, 3)) }],
  },
];

export function presetSuite(backend: string, create: () => Kernels): void {
  for (const { name, file, expected } of cases) {
    test(`${name} gives the published digits on ${backend}`, async () => {
      const parsed = parseGraph(JSON.stringify(file));
      if ('problem' in parsed) throw new Error(parsed.problem.message);
      const checked = checkGraph(parsed.graph, { nodeType, traces: new Traces() });
      expect(checked.problems).toEqual([]);
      const kernels = create();
      const executor = new Executor(kernels, new Interner());
      await executor.run(checked, { signal: new AbortController().signal, pause: async () => {} });
      for (const { port, printed, from } of expected) {
        const [node, own] = port.split('.') as [string, string];
        const value = await executor.read(node, own);
        if (!value) throw new Error(`${port} has no value`);
        const width = value.shape.at(-1) as number;
        const wanted = flat(printed);
        const cells = Array.from(from === undefined ? value.data : value.data.slice(from * width, (from + 1) * width));
        expect(cells.length).toBe(wanted.length);
        const wrong = cells.findIndex((cell, i) => !near(cell, wanted[i] as number));
        expect(wrong < 0 ? 'equal' : `${port}[${wrong}] is ${cells[wrong]}, not ${wanted[wrong]}`).toBe('equal');
      }
      executor.close();
      kernels.dispose();
    });
  }
}

const near = (actual: number, printed: number): boolean =>
  actual === printed || Math.abs(actual - printed) <= TOLERANCE;
