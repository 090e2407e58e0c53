// Answers a request for gradients inside the worker: how much of each tensor travels, and its norms.
import type { Checked } from '../execution/checked';
import type { Engine } from '../execution/engine';
import { backwardOf, runBackward } from '../execution/gradients';
import type { Backend } from '../kernels/kernel';
import type { Tensor } from '../tensor/tensor';
import type { GradientMessage, GradientReply, GradientRequest } from './gradientMessages';

/** Gradients of up to this many cells travel whole. */
const MOST_CELLS = 65_536;

/** In double precision, so that squares of what has all but vanished still count. */
function norm(data: Float32Array): number {
  let sum = 0;
  for (const cell of data) sum += cell * cell;
  return Math.sqrt(sum);
}

function message({ shape, data }: Tensor, whole: boolean): GradientMessage {
  const entries = shape.length === 0 ? 1 : (shape[0] as number);
  const size = data.length / Math.max(1, entries);
  const steps = Array.from({ length: entries }, (_, k) => norm(data.subarray(k * size, (k + 1) * size)));
  return { shape, norm: norm(data), steps, ...(whole && data.length <= MOST_CELLS ? { data } : {}) };
}

const messages = (tensors: Readonly<Record<string, Tensor>>, only: GradientRequest['only']) =>
  Object.fromEntries(
    Object.entries(tensors)
      .filter(([name]) => !only || only.includes(name))
      .map(([name, tensor]) => [name, message(tensor, only === undefined)]),
  );

/** Throws in words when the port does not run. */
export async function gradientReply(
  engine: Engine,
  checked: Checked,
  backend: Backend,
  { request, port, only }: GradientRequest,
): Promise<GradientReply> {
  const backward = backwardOf(checked, port, { ports: true });
  const { value, ports, weights } = await engine.onDevice(backend, (kernels) =>
    runBackward(backward, checked, kernels),
  );
  const sum = value.data.reduce((total, cell) => total + cell, 0);
  return {
    kind: 'gradients',
    request,
    port,
    value: sum,
    ports: messages(ports, only),
    weights: only ? {} : messages(weights, only),
  };
}
