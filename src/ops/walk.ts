// Runs a routine on any backend, one kernel at a time, over buffers of its own. Knows no op and no device.
import type { Apply, Buffer, Execution, Loop, Routine, Shape, Turn } from '../kernels/kernel';
import { isLoop, writtenBy } from '../kernels/routine';
import { tensor } from '../tensor/tensor';
import { applied, joined, taken, type Walked } from './slices';

/** The buffers in slots, freed one by one. */
class Held {
  private readonly buffers: (Buffer | undefined)[];
  constructor(
    private readonly kernels: Walked,
    slots: number,
  ) {
    this.buffers = new Array(slots).fill(undefined);
  }
  /** Takes over a buffer; what was in the slot is freed. */
  put(slot: number, buffer: Buffer): void {
    this.drop(slot);
    this.buffers[slot] = buffer;
  }
  at(slot: number): Buffer {
    return this.buffers[slot] as Buffer;
  }
  drop(slot: number): void {
    const buffer = this.buffers[slot];
    this.buffers[slot] = undefined;
    if (buffer) this.kernels.free(buffer);
  }
  freeAll(): void {
    for (let slot = 0; slot < this.buffers.length; slot++) this.drop(slot);
  }
}

/**
 * Runs every instruction in order and yields after each. `inputs` stay alive; the outputs belong to the caller; whatever
 * is between is freed after its last reader, also when a kernel throws or the walk is given up.
 */
export function* walk(kernels: Walked, routine: Routine, inputs: readonly Buffer[], turn?: Turn): Execution {
  const held = new Held(kernels, routine.shapes.length);
  try {
    routine.inputs.forEach((slot, i) => {
      held.put(slot, kernels.retain(inputs[i] as Buffer));
    });
    for (const [k, instruction] of routine.instructions.entries()) {
      turn?.(instruction.account);
      const args = isLoop(instruction)
        ? yield* looped(kernels, instruction, held, turn)
        : (atOnce(kernels, instruction, held) ?? (yield* ran(kernels, instruction, held)));
      writtenBy(instruction).forEach((slot, i) => {
        held.put(slot, args[i] as Buffer);
      });
      for (const slot of routine.dies[k] ?? []) held.drop(slot);
      yield;
    }
    return routine.outputs.map((slot) => kernels.retain(held.at(slot)));
  } finally {
    held.freeAll();
  }
}

const atOnce = (kernels: Walked, { kernel, args, attrs, shapes }: Apply, held: Held) =>
  kernels.atOnce?.(
    kernel,
    args.map((slot) => held.at(slot)),
    attrs,
    shapes,
  );

const ran = (kernels: Walked, { kernel, args, attrs, shapes }: Apply, held: Held): Execution =>
  applied(
    kernels,
    kernel,
    args.map((slot) => held.at(slot)),
    attrs,
    shapes,
  );

const reshaped = (kernels: Walked, x: Buffer, shape: Shape): Buffer =>
  kernels.run({ id: 'reshape', view: true }, [x], {}, [shape])[0] as Buffer;

/** Buffers by step and place, in one table: a row per step. */
function* looped(
  kernels: Walked,
  loop: Loop,
  outer: Held,
  turn: Turn | undefined,
): Generator<void, readonly Buffer[], void> {
  const { body, steps, sequences, outputs, history } = loop;
  const states = loop.states.length;
  const wide = states + sequences.length + 1;
  const stacked = outputs.length + history.length;
  // Rows of what each step leaves, and behind them what the present step reads.
  const held = new Held(kernels, steps * stacked + wide);
  const now = steps * stacked;
  try {
    loop.states.forEach((slot, i) => {
      held.put(now + i, kernels.retain(outer.at(slot)));
    });
    const constants = loop.constants.map((slot) => outer.at(slot));
    for (let k = 0; k < steps; k++) {
      const step = loop.reverse ? steps - 1 - k : k;
      const entering = loop.states.map((_, i) => held.at(now + i));
      history.forEach((_, i) => {
        const state = entering[i] as Buffer;
        held.put(step * stacked + outputs.length + i, reshaped(kernels, state, [1, ...state.shape]));
      });
      held.put(now + states, kernels.upload(tensor([], [step])));
      const index = held.at(now + states);
      sequences.forEach(({ slot, axis }, i) => {
        held.put(now + states + 1 + i, taken(kernels, outer.at(slot), step, index, axis));
      });
      const slices = sequences.map((_, i) => held.at(now + states + 1 + i));
      const left = yield* walk(kernels, body, [index, ...constants, ...slices, ...entering], turn);
      turn?.(loop.account);
      left.forEach((buffer, i) => {
        held.put(i < states ? now + i : step * stacked + i - states, buffer);
      });
    }
    return yield* handedOn(kernels, loop, held);
  } finally {
    held.freeAll();
  }
}

function* handedOn(kernels: Walked, loop: Loop, held: Held): Generator<void, readonly Buffer[], void> {
  const { steps, outputs, history } = loop;
  const stacked = outputs.length + history.length;
  const given: Buffer[] = loop.states.map((_, i) => kernels.retain(held.at(steps * stacked + i)));
  const axes = [...outputs.map(({ axis }) => axis), ...history.map(() => 0)];
  let complete = false;
  try {
    for (const [i, axis] of axes.entries()) {
      const parts = Array.from({ length: steps }, (_, k) => held.at(k * stacked + i));
      given.push(yield* joined(kernels, parts, axis));
      yield;
    }
    complete = true;
    return given;
  } finally {
    if (!complete) for (const buffer of given) kernels.free(buffer);
  }
}
