// A routine made ready to run in WebAssembly memory: parts, and where everything lies. Knows no op.
import { count } from '../../tensor/tensor';
import type { Loop, Routine, Shape } from '../kernel';
import { isLoop } from '../routine';
import { Builder, type Cells, type Constant } from './builder';
import { inOrder, isInOrder, type Layout } from './layout';
import type { Module } from './module';
import { addApply } from './parts';
import { type Part, workOf } from './play';

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Where the cells of an output are once the parts have run: those of an input, or memory of their own. */
export type Output = ({ readonly input: number } | { readonly pointer: number }) & { readonly shape: Shape };

export interface Prepared {
  readonly table: number[];
  readonly parts: readonly Part[];
  /** Pointer of every input, in order. */
  readonly inputs: readonly number[];
  readonly outputs: readonly Output[];
  readonly constants: readonly Constant[];
  /** Bytes of memory between inputs and outputs, and what points into it. */
  readonly bytes: number;
  readonly settle: (base: number) => void;
  busy: boolean;
}

export function prepare(module: Module, cells: Cells, routine: Routine): Prepared {
  const table: number[] = [];
  const constants: Constant[] = [];
  const builder = new Builder(module, cells, table, routine.shapes.length, constants);
  const inputs = routine.inputs.map((slot) => {
    builder.layouts[slot] = builder.foreign(routine.shapes[slot] as Shape);
    return builder.layout(slot).root;
  });
  addAll(builder, routine);
  builder.account = undefined;
  const handed = new Set<number>();
  const outputs = routine.outputs.map((slot) => outputOf(builder, builder.layout(slot), inputs, handed));
  builder.frame.layOut();
  const { frame, parts } = builder;
  return { table, parts, inputs, outputs, constants, bytes: frame.bytes, settle: (b) => frame.settle(b), busy: false };
}

function addAll(builder: Builder, routine: Routine): void {
  for (const instruction of routine.instructions) {
    builder.account = instruction.account;
    if (isLoop(instruction)) addLoop(builder, instruction);
    else addApply(builder, instruction);
  }
}

/** Outputs are handed over one by one: each needs memory of its own. */
function outputOf(builder: Builder, layout: Layout, inputs: readonly number[], before: Set<number>): Output {
  const { frame } = builder;
  const whole = isInOrder(layout) && layout.offset === 0 && frame.bytesOf(layout.root) === count(layout.shape) * BYTES;
  const input = inputs.indexOf(layout.root);
  if (whole && input >= 0) return { input, shape: layout.shape };
  if (whole && (before.has(layout.root) || frame.handOver(layout.root))) {
    before.add(layout.root);
    return { pointer: layout.root, shape: layout.shape };
  }
  const own = builder.foreign(layout.shape);
  builder.copy(layout, own);
  return { pointer: own.root, shape: layout.shape };
}

/** A cursor: points at one slice of a stacked value, moved by `stride` bytes from step to step. */
interface Cursor {
  readonly pointer: number;
  readonly base: number;
  readonly stride: number;
}

/** What a step reads and writes at a slice of something larger. */
function cursorOn(inner: Builder, whole: Layout, axis: number): { cursor: Cursor; layout: Layout } {
  const shape = whole.shape.map((d, i) => (i === axis ? 1 : d));
  const { root } = inner.foreign([]);
  const stride = (whole.strides[axis] ?? 0) * BYTES;
  return {
    cursor: { pointer: root, base: whole.root, stride },
    layout: { root, offset: whole.offset, shape, strides: whole.strides },
  };
}

function addLoop(builder: Builder, loop: Loop): void {
  const { body, steps, reverse } = loop;
  const { table, cells } = builder;
  const inner = new Builder(builder.module, cells, table, body.shapes.length, builder.constants, builder);
  inner.account = loop.account;
  const outer = [...loop.constants, ...loop.sequences.map(({ slot }) => slot)].map((slot) => builder.layout(slot));
  const states = loop.states.map((slot, k) => {
    const state = builder.fresh(builder.layout(slot).shape);
    builder.copy(builder.layout(slot), state);
    builder.layouts[loop.finals[k] as number] = state;
    return state;
  });
  const stacks = [...loop.outputs, ...loop.history.map((slot) => ({ slot, axis: 0 }))].map(({ slot, axis }, k) => {
    const shape = stackedShape(loop, states, axis, k);
    const whole = builder.fresh(shape);
    builder.layouts[slot] = whole;
    return cursorOn(inner, whole, axis);
  });
  const sequences = loop.sequences.map(({ slot, axis }) => cursorOn(inner, builder.layout(slot), axis));
  const [index, ...rest] = body.inputs as [number, ...number[]];
  const step = inner.scratch(BYTES);
  inner.layouts[index] = inOrder(step.pointer, []);
  const given = [...outer.slice(0, loop.constants.length), ...sequences.map(({ layout }) => layout), ...states];
  rest.forEach((slot, k) => {
    inner.layouts[slot] = given[k] as Layout;
  });
  loop.constants.forEach((slot, k) => {
    const number = builder.numbers.get(slot);
    if (number !== undefined) inner.numbers.set(rest[k] as number, number);
  });
  loop.history.forEach((_, k) => {
    const state = states[k] as Layout;
    const { layout } = stacks[loop.outputs.length + k] as { layout: Layout };
    inner.copy({ ...state, shape: [1, ...state.shape], strides: [0, ...state.strides] }, layout);
  });
  addAll(inner, body);
  inner.account = loop.account;
  leave(
    inner,
    body,
    states,
    stacks.map(({ layout }) => layout),
  );
  inner.frame.use(step.pointer, 0);
  inner.frame.use(step.pointer, inner.parts.length);
  inner.frame.layOut();
  const region = builder.scratch(inner.frame.bytes);
  const cursors = [...stacks, ...sequences].map(({ cursor }) => cursor);
  const begin = (k: number): void => {
    const at = reverse ? steps - 1 - k : k;
    cells()[(table[step.pointer] as number) / BYTES] = at;
    for (const { pointer, base, stride } of cursors) table[pointer] = (table[base] as number) + at * stride;
  };
  const enter = (): void => inner.frame.settle(table[region.pointer] as number);
  const roots = [region.pointer, ...[...outer, ...states].map(({ root }) => root), ...cursors.map(({ base }) => base)];
  builder.add({ body: inner.parts, steps, enter, begin, work: steps * (workOf(inner.parts) + 100) }, roots);
}

function stackedShape(loop: Loop, states: readonly Layout[], axis: number, k: number): Shape {
  const { body, steps } = loop;
  const state = states[k - loop.outputs.length];
  if (state) return [steps, ...state.shape];
  const slice = body.shapes[body.outputs[states.length + k] as number] as Shape;
  return slice.map((d, i) => (i === axis ? steps : d));
}

/** Copies what a step leaves to where the next step, or the stack, finds it. */
function leave(inner: Builder, body: Routine, states: readonly Layout[], stacks: readonly Layout[]): void {
  const left = body.outputs.map((slot) => inner.layout(slot));
  const held = new Set(states.map(({ root }) => root));
  left.slice(states.length).forEach((y, k) => {
    inner.copy(y, stacks[k] as Layout);
  });
  // A state that is another state's old value must be read before that is written.
  const safe = left.slice(0, states.length).map((s) => (held.has(s.root) ? inner.copied(s) : s));
  safe.forEach((s, k) => {
    inner.copy(s, states[k] as Layout);
  });
}
