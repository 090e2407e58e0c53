// What the engine computes for a graph: every output at the top, on the plain processor backend. Tests only.
import type { Checked } from '../execution/checked';
import { Executor } from '../execution/executor';
import { Interner } from '../execution/keys';
import { createKernels } from '../kernels/devices';
import { float64Kernels } from '../kernels/float64';
import type { Kernels } from '../kernels/kernel';
import type { Tensor } from '../tensor/tensor';

/** By `<node>.<port>`; nodes that do not run have none. */
export async function engineValues(
  checked: Checked,
  kernels: Kernels = createKernels('cpu'),
): Promise<ReadonlyMap<string, Tensor>> {
  const executor = new Executor(kernels, new Interner());
  await executor.run(checked, { signal: new AbortController().signal, pause: async () => {} });
  const values = new Map<string, Tensor>();
  for (const { id, outputs } of checked.nodes.values()) {
    for (const port of Object.keys(outputs)) {
      const value = await executor.read(id, port);
      if (value) values.set(`${id}.${port}`, value);
    }
  }
  executor.close();
  kernels.dispose();
  return values;
}

const agrees = (a: number, b: number): boolean =>
  a === b || (Number.isFinite(b) && Math.abs(a - b) <= 1e-4 * (1 + Math.abs(b)));

/**
 * The same without values that a mistake of the graph made: not numbers, or arithmetic with forbidden scores, where the
 * sentinel of the processor backend and the infinity of the oracle part.
 */
export async function soundValues(checked: Checked): Promise<ReadonlyMap<string, Tensor>> {
  const [values, oracle] = [await engineValues(checked), await engineValues(checked, float64Kernels())];
  const sound = [...values].filter(([port, { data }]) =>
    data.every((cell, i) => cell !== Number.POSITIVE_INFINITY && agrees(cell, oracle.get(port)?.data[i] as number)),
  );
  return new Map(sound);
}
