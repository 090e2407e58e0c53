// The same expectations of every golden graph on any backend, through the file format. Tests only.
import { expect, test } from 'vitest';
import { checkGraph } from '../execution/check';
import { Executor } from '../execution/executor';
import { gradientsOf } from '../execution/gradients';
import { Interner } from '../execution/keys';
import { Traces } from '../execution/traces';
import { parseGraph } from '../graph/format';
import type { Graph } from '../graph/graph';
import { serializeGraph } from '../graph/serialize';
import type { Kernels } from '../kernels/kernel';
import { nodeType } from '../nodes/registry';
import { tensor } from '../tensor/tensor';
import { goldenGraphs } from './goldenGraphs';
import { assertSame } from './oracle';

/** What a file holds once it was written and read. */
export function reread(graph: Graph): Graph {
  const parsed = parseGraph(serializeGraph(graph));
  if ('problem' in parsed) throw new Error(`${parsed.problem.path}: ${parsed.problem.message}`);
  return parsed.graph;
}

const never = { signal: new AbortController().signal, pause: async () => {} };

export function goldenSuite(backend: string, create: () => Kernels): void {
  for (const { name, graph, values, loss, cotangent, gradients } of goldenGraphs) {
    test(`${name} gives PyTorch's values and gradients on ${backend}`, async () => {
      const kernels = create();
      const checked = checkGraph(reread(graph), { nodeType, traces: new Traces() });
      expect(checked.problems).toEqual([]);
      const executor = new Executor(kernels, new Interner());
      await executor.run(checked, never);
      for (const [port, golden] of Object.entries(values)) {
        const [id, own] = port.split('.') as [string, string];
        const value = await executor.read(id, own);
        if (!value) throw new Error(`${port} has no value`);
        assertSame(port, value, tensor(golden.shape, golden.data));
      }
      const grads = await gradientsOf(checked, kernels, loss, tensor(cotangent.shape, cotangent.data));
      expect(Object.keys(grads).sort()).toEqual(Object.keys(gradients).sort());
      for (const [weight, golden] of Object.entries(gradients)) {
        assertSame(
          `gradient of ${weight}`,
          grads[weight] as NonNullable<(typeof grads)[string]>,
          tensor(golden.shape, golden.data),
        );
      }
      executor.close();
      expect(kernels.stats().live).toBe(0);
      kernels.dispose();
    });
  }
}
