// A thousand steps of a wide cell: no stack overflow forwards or backwards, and nothing stays on the device.
import { expect, test } from 'vitest';
import { Executor } from './execution/executor';
import { gradientsOf } from './execution/gradients';
import { Interner } from './execution/keys';
import type { Graph } from './graph/graph';
import { createKernels } from './kernels/devices';
import { check, node, ports, wires } from './testing/build';
import { loopOf } from './testing/loopGraphs';

const STEPS = 1000;
const UNITS = 64;

/** A cell over a column of numbers; `states` are what it carries. */
function graphOf(cell: string, states: readonly string[]): Graph {
  const carried = states.map((name) => [name, 'state'] as const);
  return {
    nodes: [
      node('xs', 'tensor', { values: Array.from({ length: STEPS }, (_, i) => [Math.sin(i)]) }),
      node('start', 'tensor', { values: [Array.from({ length: UNITS }, () => 0)] }),
      ...loopOf({
        takes: ports(['x', 'sequence'], ...carried),
        inside: [node('cell', cell, { units: UNITS })],
        gives: ports(...carried, ['y', 'sequence']),
      }),
    ],
    edges: wires(
      'xs.out > loop.x',
      'in.x > cell.x',
      ...states.flatMap((s) => [`start.out > loop.${s}`, `in.${s} > cell.${s}`, `cell.${s} > out.${s}`]),
      'cell.hidden > out.y',
    ),
  };
}

test.each([
  ['rnn-cell', ['hidden']],
  ['lstm-cell', ['hidden', 'cell']],
  ['gru-cell', ['hidden']],
])('%s', async (cell, states) => {
  const kernels = createKernels('cpu');
  const checked = check(graphOf(cell, states));
  expect(checked.problems).toEqual([]);
  const executor = new Executor(kernels, new Interner());
  await executor.run(checked, { signal: new AbortController().signal, pause: async () => {} });
  const y = await executor.read('loop', 'y');
  expect(y?.shape).toEqual([STEPS, UNITS]);
  expect(y?.data.every((value) => Math.abs(value) <= 1)).toBe(true);
  expect((await executor.read('loop', 'hidden'))?.data).toEqual(y?.data.slice(-UNITS));
  executor.close();
  expect(kernels.stats().live).toBe(0);
  const grads = await gradientsOf(checked, kernels, 'loop.y');
  expect(grads['cell.weight_h']?.data.every(Number.isFinite)).toBe(true);
  expect(kernels.stats().live).toBe(0);
  kernels.dispose();
});
