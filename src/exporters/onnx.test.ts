// Exported ONNX against the engine: loaded and run by onnxruntime, without a warning.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Checked } from '../execution/checked';
import type { Tensor } from '../tensor/tensor';
import { check } from '../testing/build';
import { soundValues } from '../testing/engineValues';
import { exportCases, overText } from '../testing/exportCases';
import { everyExample, outputCount, presetGraphs, randomGraphs } from '../testing/exportedGraphs';
import { OnnxRunner } from '../testing/onnxRunner';
import { exportOnnx } from './onnx';

let onnx: OnnxRunner;
beforeAll(() => {
  onnx = new OnnxRunner();
});
afterEach(() => {
  expect(onnx.complaints).toBe('');
});
afterAll(() => onnx.close());

const near = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= 1e-4 * (1 + Math.abs(b));

function requireEqual(port: string, actual: Tensor | undefined, expected: Tensor): void {
  expect([port, actual?.shape]).toEqual([port, expected.shape]);
  const wrong = expected.data.findIndex((cell, i) => !near(actual?.data[i] as number, cell));
  expect(wrong < 0 ? 'equal' : `${port}[${wrong}] is ${actual?.data[wrong]}, not ${expected.data[wrong]}`).toBe(
    'equal',
  );
}

/** Every output of every node. Gives how many were compared. */
async function compared(checked: Checked): Promise<number> {
  const values = await soundValues(checked);
  const ports = [...values.keys()];
  const outputs = await onnx.run(exportOnnx(checked, { ports }), values);
  for (const port of ports)
    requireEqual(port, outputs.get(`${port}.out`) ?? outputs.get(port), values.get(port) as Tensor);
  return ports.length;
}

describe('run by onnxruntime', { timeout: 120_000 }, () => {
  it.each([...presetGraphs])('%s gives the values of the engine, at every node', async (_, graph) => {
    const checked = check(graph);
    expect(await compared(checked)).toBe(outputCount(checked));
  });

  it.each(Object.entries(exportCases))('%s', async (_, graph) => {
    expect(await compared(check(graph))).toBe(graph.nodes.filter(({ parent }) => parent === undefined).length);
  });

  it('a text of another length runs through the same model', async () => {
    const exported = exportOnnx(check(overText(3)));
    expect(exported.losses).toEqual([]);
    for (const length of [1, 5, 8]) {
      const values = await soundValues(check(overText(length)));
      const outputs = await onnx.run(exported, values);
      for (const [port, value] of outputs) requireEqual(port, value, values.get(port) as Tensor);
      expect([...outputs.keys()].sort()).toEqual(['heads.out', 'mean.out', 'read.hidden']);
    }
  });

  const JOINED = ['causal-attention', 'multi-head-attention-split', 'self-attention'];
  const last = ['context.context', 'output.out', 'concat.out', 'softmax.weights'];
  it.each([
    ...[...presetGraphs].filter(([name]) => JOINED.includes(name)),
    ...Object.entries(exportCases).filter(([, { nodes }]) => nodes.some(({ id }) => id === 'context')),
  ])('%s as the Attention of opset 23', async (_, graph) => {
    const checked = check(graph);
    const values = await soundValues(checked);
    const port = last.find((name) => values.has(name)) as string;
    const exported = exportOnnx(checked, { ports: [port], opset: 23 });
    expect(exported.model.graph.nodes.filter(({ op }) => op === 'Attention').length).toBeGreaterThan(0);
    expect(exported.model.graph.nodes.filter(({ op }) => op === 'Softmax')).toEqual([]);
    requireEqual(port, (await onnx.run(exported, values)).get(port), values.get(port) as Tensor);
  });

  it('every example of every node type does', () => everyExample(compared));
  it('random graphs do', () => randomGraphs(compared), 300_000);
});
