// What each node inside a container has of its Program: operations and cells, as polynomials of the sizes.
import { nodeAt, type Program } from '../ops/program';
import { addDim, type Dim, mulDim, product } from '../tensor/dim';
import { innerOf, stepFlops } from './growth';

/** Of one node or of several. */
export interface Part {
  readonly flops: Dim;
  /** Cells of its weights and constants, of what it computes, and of what it gives, each written down once. */
  readonly cells: Dim;
}

export const NO_PART: Part = { flops: 0, cells: 0 };

export const together = (a: Part, b: Part): Part => ({
  flops: addDim(a.flops, b.flops),
  cells: addDim(a.cells, b.cells),
});

const known = new WeakMap<Program, ReadonlyMap<string, Part>>();

/** By the id of the innermost node; what the container does itself belongs to nobody. */
export function partsOf(program: Program): ReadonlyMap<string, Part> {
  const before = known.get(program);
  if (before) return before;
  const parts = new Map<string, Part>();
  const give = (node: string | undefined, part: Part): void => {
    if (node !== undefined) parts.set(node, together(parts.get(node) ?? NO_PART, part));
  };
  giveFlops(program, 1, undefined, (node, flops) => give(node, { flops, cells: 0 }));
  for (const [value, node] of ownersOf(program)) {
    give(node, { flops: 0, cells: product(program.types[value]?.dims ?? []) });
  }
  known.set(program, parts);
  return parts;
}

/** `around`: the node that the Program inside a loop belongs to where its own steps name none. */
function giveFlops(
  program: Program,
  times: Dim,
  around: string | undefined,
  give: (node: string | undefined, flops: Dim) => void,
): void {
  for (const step of program.steps) {
    const node = nodeAt(program, step.site) ?? around;
    const inner = innerOf(step);
    if (inner) giveFlops(inner.program, mulDim(times, inner.times), node, give);
    else for (const flops of stepFlops(step, program.types)) give(node, mulDim(times, flops));
  }
}

/** Weights and constants are named after their nodes, and so is what a loop stacks of the nodes inside. */
function ownersOf(program: Program): Map<number, string> {
  const owners = new Map<number, string>();
  const own = (value: number, node: string | undefined): void => {
    if (node !== undefined) owners.set(value, node);
  };
  for (const { name, value } of program.inputs) own(value, name.match(/^(?:weight|constant):([^.[]+)[.[]/)?.[1]);
  for (const { outs, site } of program.steps) {
    for (const value of outs) own(value, nodeAt(program, site));
  }
  for (const [name, value] of Object.entries(program.outputs)) {
    if (name.includes('.') && !owners.has(value)) own(value, name.slice(0, name.indexOf('.')));
  }
  return owners;
}
