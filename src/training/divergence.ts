// Where a training broke: the first value in running order, or the weight, whose numbers are none. Runs the step once more.
import { type Linked, link } from '../execution/link';
import type { Buffer, Kernels } from '../kernels/kernel';
import type { Program } from '../ops/program';
import { liftDropoutMasks } from '../passes/dropoutMasks';
import { execute } from '../passes/execute';
import { gradient } from '../passes/gradient';
import type { Tensor } from '../tensor/tensor';
import { masksOf } from './masks';
import { labelOf, type TrainingPlan } from './plan';

export interface Divergence {
  /** The first step whose loss or gradient is no number. */
  readonly step: number;
  readonly where: { readonly node: string; readonly name: string; readonly kind: 'value' | 'gradient' };
  readonly message: string;
  /** Steps that made the weights which are back. */
  readonly kept: number;
}

/** -Infinity is a forbidden pair and no mistake. */
const broken = (cells: Float32Array): boolean => cells.some((v) => Number.isNaN(v) || v === Number.POSITIVE_INFINITY);

interface Asked {
  readonly plan: TrainingPlan;
  readonly step: number;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly data: ReadonlyMap<string, Tensor>;
  readonly kernels: Kernels;
}

/** `weights` are those that entered the step, `data` its batch. */
export async function whatDiverged(
  plan: TrainingPlan,
  step: number,
  weights: Readonly<Record<string, Tensor>>,
  data: ReadonlyMap<string, Tensor>,
  kernels: Kernels,
): Promise<Omit<Divergence, 'kept'>> {
  const asked: Asked = { plan, step, weights, data, kernels };
  const value = await firstValue(asked);
  if (value) {
    const [node, port] = value.split('.') as [string, string];
    const message = `Step ${step} broke: ${port} of ${labelOf(plan.checked, node)} is the first value that is not a number.`;
    return { step, where: { node, name: value, kind: 'value' }, message: `${message} ${ADVICE}` };
  }
  const weight = await firstGradient(asked);
  const node = /^[^.[]*/.exec(weight)?.[0] ?? '';
  const message = `Step ${step} broke: the gradient of ${weight} is not a number, though every value is.`;
  return { step, where: { node, name: weight, kind: 'gradient' }, message: `${message} ${ADVICE}` };
}

const ADVICE = 'The last good weights are kept: lower the learning rate, or clip the gradients.';

/** The first output in running order with a cell that is no number, as `<node>.<port>`; of a container what is inside first. */
async function firstValue(asked: Asked): Promise<string | undefined> {
  const { checked } = asked.plan;
  for (const node of checked.nodes.values()) {
    if (node.status !== 'ready' || node.node.parent !== undefined || !node.traced) continue;
    const ports = Object.keys(node.traced.program.outputs).sort(
      (a, b) => Number(b.includes('.')) - Number(a.includes('.')),
    );
    if (ports.length === 0) continue;
    const linked = link(
      checked,
      ports.map((port) => `${node.id}.${port}`),
    );
    const { program, inputs } = fed(asked, linked);
    const outputs = await values(asked, program, inputs);
    const found = ports.find((port) => broken(outputs.get(`${node.id}.${port}`) as Float32Array));
    if (found !== undefined) return found.includes('.') ? found : `${node.id}.${found}`;
  }
  return undefined;
}

async function firstGradient(asked: Asked): Promise<string> {
  const { plan } = asked;
  const { program, inputs } = fed(asked, link(plan.checked, [plan.loss]));
  const names = plan.step.places.map(({ name }) => name);
  const backward = gradient(program, [plan.loss], names, plan.checked.sizes);
  const one = { shape: [], data: Float32Array.of(1) };
  const outputs = await values(asked, backward, [...inputs, one]);
  return names.find((name) => broken(outputs.get(`gradient:${name}`) as Float32Array)) ?? (names[0] as string);
}

/** The Program with all that the step fed it, masks included. */
function fed({ plan, step, weights, data }: Asked, { program, feeds }: Linked): { program: Program; inputs: Tensor[] } {
  const lifted = liftDropoutMasks(program);
  const masks = masksOf(lifted.masks, plan.checked.sizes, plan.settings.seed, step);
  const inputs = feeds.map(({ name, value }) => data.get(name) ?? weights[name] ?? value);
  return { program: lifted.program, inputs: [...inputs, ...masks.values()] };
}

async function values(
  { plan, kernels }: Asked,
  program: Program,
  inputs: readonly Tensor[],
): Promise<ReadonlyMap<string, Float32Array>> {
  const buffers = inputs.map((value) => kernels.upload(value));
  const read = new Map<string, Float32Array>();
  const outputs: Record<string, Buffer> = execute(program, kernels, buffers, plan.checked.sizes);
  for (const [name, buffer] of Object.entries(outputs)) {
    read.set(name, await kernels.read(buffer));
    kernels.free(buffer);
  }
  for (const buffer of buffers) kernels.free(buffer);
  return read;
}
