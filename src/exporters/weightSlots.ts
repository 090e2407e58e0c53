// Which weights a graph has room for, and which tensors of a file belong there: by name and by shape, turned where PyTorch turns them. Pure.
import type { Checked, CheckedNode } from '../execution/checked';
import { weightName } from '../execution/weights';
import { setWeight } from '../graph/editDocument';
import type { Graph } from '../graph/graph';
import { sizeOf } from '../tensor/dim';
import { count, type Tensor } from '../tensor/tensor';
import { likeness } from './nameLikeness';
import type { StoredTensor, WeightFile } from './weightFile';

/** A weight of the graph, `<node>.<weight>`, in our [d_in, d_out] layout. */
export interface WeightSlot {
  readonly name: string;
  /** As people know it: the node's label and the weight. */
  readonly title: string;
  readonly shape: readonly number[];
  /** It is multiplied from the right, so that PyTorch holds it as [out, in]. */
  readonly turnedInTorch: boolean;
}

/** How the cells of a tensor fill a slot. */
export type Turn = 'as it is' | 'transposed';

export interface Filling {
  readonly slot: WeightSlot;
  readonly tensor: StoredTensor;
  readonly turn: Turn;
}

/** Every weight whose size is known, in the order of the graph; those inside containers by their full names. */
export function weightSlots({ nodes, sizes, graph }: Checked): WeightSlot[] {
  const labels = new Map(graph.nodes.map(({ id, label }) => [id, label]));
  return [...nodes.values()]
    .filter(({ node }) => node.parent === undefined)
    .flatMap((node) =>
      Object.entries(node.traced?.weights ?? {}).flatMap(([own, { dims }]) => {
        const shape = dims.map((dim) => sizeOf(dim, sizes));
        if (shape.some((size) => size === undefined)) return [];
        const name = weightName(node, own);
        const [owner = '', weight = ''] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)];
        const label = labels.get(owner.replace(/(\[\d+\])+$/, ''));
        return [
          {
            name,
            title: `${label ?? owner} · ${weight}`,
            shape: shape as number[],
            turnedInTorch: shape.length === 2 && isMultiplied(node, own),
          },
        ];
      }),
    );
}

/** Whether the Program multiplies by it from the right; of what lies in a container that is not seen, and taken for true. */
function isMultiplied({ traced, type }: CheckedNode, own: string): boolean {
  if (type?.container) return true;
  const input = traced?.program.inputs.find(({ name }) => name === `weight:${own}`);
  return traced?.program.steps.some(({ op, args }) => op.id === 'matmul' && args[1] === input?.value) ?? false;
}

/** The ways in which a tensor fills a slot, the likelier first; none when it does not fit. */
export function turnsFor(slot: WeightSlot, { shape }: Pick<StoredTensor, 'shape'>): Turn[] {
  const straight = shape.join() === slot.shape.join();
  const turned = shape.length === 2 && shape.toReversed().join() === slot.shape.join();
  if (straight && turned) return slot.turnedInTorch ? ['transposed', 'as it is'] : ['as it is', 'transposed'];
  return straight ? ['as it is'] : turned ? ['transposed'] : [];
}

/** Below this, names have too little in common to say anything. */
const ALIKE = 0.3;

/** The best guess: fitting pairs of like names first, then what fits in one place only. Each tensor and slot once. */
export function guessFillings(
  slots: readonly WeightSlot[],
  { tensors, isOurs }: Pick<WeightFile, 'tensors' | 'isOurs'>,
): Filling[] {
  const pairs = slots.flatMap((slot) =>
    tensors.flatMap((tensor) => {
      const [turn] = turnsFor(isOurs ? { ...slot, turnedInTorch: false } : slot, tensor);
      const like = Math.max(likeness(slot.name, tensor.name), likeness(slot.title, tensor.name));
      return turn ? [{ slot, tensor, turn, like }] : [];
    }),
  );
  const taken = new Set<WeightSlot | StoredTensor>();
  const take = ({ slot, tensor, turn }: Filling): Filling[] => {
    if (taken.has(slot) || taken.has(tensor)) return [];
    taken.add(slot).add(tensor);
    return [{ slot, tensor, turn }];
  };
  const named = pairs
    .filter(({ like }) => like >= ALIKE)
    .sort((a, b) => b.like - a.like)
    .flatMap(take);
  const free = pairs.filter(({ slot, tensor }) => !taken.has(slot) && !taken.has(tensor));
  const only = free.filter(
    (pair) => !free.some((other) => other !== pair && (other.slot === pair.slot || other.tensor === pair.tensor)),
  );
  return [...named, ...only.flatMap(take)];
}

function transposed({ shape, data }: Tensor): Tensor {
  const [rows = 0, columns = 0] = shape;
  const turned = new Float32Array(count(shape));
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) turned[c * rows + r] = data[r * columns + c] as number;
  }
  return { shape: [columns, rows], data: turned };
}

/** The graph with these cells in place of what its weights were. Throws GraphError for cells that no graph may hold. */
export const fillWeights = (graph: Graph, fillings: readonly Filling[]): Graph =>
  fillings.reduce((filled, { slot, tensor, turn }) => {
    const cells = tensor.read();
    const { data } = turn === 'transposed' ? transposed(cells) : cells;
    return setWeight(filled, slot.name, slot.shape, data);
  }, graph);
