// How long the slots of a routine live, and what its instructions read and write. Knows no op and no device.
import type { Instruction, Loop, Routine } from './kernel';

export const isLoop = (instruction: Instruction): instruction is Loop => 'body' in instruction;

/** Slots that an instruction reads. */
export const readBy = (instruction: Instruction): readonly number[] =>
  isLoop(instruction)
    ? [...instruction.constants, ...instruction.sequences.map(({ slot }) => slot), ...instruction.states]
    : instruction.args;

/** Slots that an instruction writes. */
export const writtenBy = (instruction: Instruction): readonly number[] =>
  isLoop(instruction)
    ? [...instruction.finals, ...instruction.outputs.map(({ slot }) => slot), ...instruction.history]
    : instruction.outs;

/** The routine with the life of every slot worked out. */
export function routine(parts: Omit<Routine, 'dies'>): Routine {
  const kept = new Set([...parts.inputs, ...parts.outputs]);
  const seen = new Set<number>();
  const dies: number[][] = [];
  for (const instruction of [...parts.instructions].reverse()) {
    const last = new Set<number>();
    for (const slot of [...readBy(instruction), ...writtenBy(instruction)]) {
      if (!kept.has(slot) && !seen.has(slot)) last.add(slot);
    }
    for (const slot of last) seen.add(slot);
    dies.push([...last]);
  }
  return { ...parts, dies: dies.reverse() };
}
