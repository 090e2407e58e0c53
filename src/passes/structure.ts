// Who makes and who reads each value of a Program.
import type { Program, Step } from '../ops/program';

export class Structure {
  private readonly producers: ReadonlyMap<number, Step>;
  private readonly readers = new Map<number, number>();

  constructor(private readonly program: Program) {
    this.producers = new Map(program.steps.flatMap((step) => step.outs.map((out) => [out, step] as const)));
    const read = [...program.steps.flatMap(({ args }) => args), ...Object.values(program.outputs)];
    for (const id of read) this.readers.set(id, (this.readers.get(id) ?? 0) + 1);
  }

  /** The step that makes a value; with `op`, only if it is that op. Inputs have none. */
  maker(value: number, op?: string): Step | undefined {
    const step = this.producers.get(value);
    return op === undefined || step?.op.id === op ? step : undefined;
  }

  /** The same where nobody but one step reads the value. */
  only(value: number, op?: string): Step | undefined {
    return this.readers.get(value) === 1 ? this.maker(value, op) : undefined;
  }

  /** The number that a value is everywhere, where the Program says so. */
  number(value: number): number | undefined {
    return this.maker(value, 'fill')?.attrs.value as number | undefined;
  }

  dims(value: number) {
    return this.program.types[value]?.dims ?? [];
  }
}
