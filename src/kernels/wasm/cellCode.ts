// A chain of functions cell by cell as one WebAssembly function, made from op ids and integers only.

import type { Axis } from '../coalesce';
import type { CellStep } from '../kernel';
import { encode, I32, signed, splatBytes, unsigned, V128 } from './encoder';

const simd = (op: number, ...immediate: number[]): number[] => [0xfd, ...unsigned(op), ...immediate];
const get = (local: number): number[] => [0x20, ...unsigned(local)];
const set = (local: number): number[] => [0x21, ...unsigned(local)];
const constant = (value: number): number[] => [0x41, ...signed(value)];
const splat = (value: number): number[] => simd(0x0c, ...splatBytes(value));
const ADD = 0x6a;
/** Alignment is a hint: 2^0. */
const memory = (offset = 0): number[] => [0x00, ...unsigned(offset)];
const [EQUAL, NOT_EQUAL, LESS_EQUAL, AND, AND_NOT, SELECT] = [0x41, 0x42, 0x45, 0x4e, 0x4f, 0x52];

/** What stands behind the arguments on the stack, by op id. */
const PLAIN: Readonly<Record<string, readonly number[]>> = {
  add: simd(0xe4),
  sub: simd(0xe5),
  mul: simd(0xe6),
  div: simd(0xe7),
  neg: simd(0xe1),
  sqrt: simd(0xe3),
  detach: [],
  lessEqual: [...simd(LESS_EQUAL), ...splat(1), ...simd(AND)],
  equal: [...simd(EQUAL), ...splat(1), ...simd(AND)],
};
/** Functions that the assembly module exports for these. */
const IMPORTED: Readonly<Record<string, string>> = {
  exp: 'exp4',
  log: 'log4',
  tanh: 'tanh4',
  sigmoid: 'sigmoid4',
  erf: 'erf4',
};

export const knowsCell = ({ op }: CellStep): boolean =>
  op in PLAIN || op in IMPORTED || op === 'where' || op === 'relu';

export interface CellProgram {
  /** The first values are the inputs, then the result of every step; the last is the output. */
  readonly inputs: number;
  readonly steps: readonly CellStep[];
  /** Inputs that are the same number everywhere. */
  readonly fixed: readonly (number | undefined)[];
  /** Operands are the output, then the inputs. At least one axis; the output's cells are neighbours along the last. */
  readonly axes: readonly Axis[];
  /** The first axis may have any size: `run` takes it. */
  readonly anySize: boolean;
}

function applied({ op, args }: CellStep, value: (k: number) => number[], imports: readonly string[]): number[] {
  const given = args.flatMap(value);
  const [x, y, z] = args as [number, number, number];
  if (op === 'where') return [...value(y), ...value(z), ...value(x), ...splat(0), ...simd(NOT_EQUAL), ...simd(SELECT)];
  if (op === 'relu') return [...value(x), ...value(x), ...splat(0), ...simd(LESS_EQUAL), ...simd(AND_NOT)];
  const imported = IMPORTED[op];
  return imported ? [...given, 0x10, ...unsigned(imports.indexOf(imported))] : [...given, ...(PLAIN[op] ?? [])];
}

class Writer {
  readonly imports: readonly string[];
  private readonly operands: number;
  private readonly count: number;
  private readonly firstValue: number;
  private readonly firstCounter: number;

  constructor(private readonly program: CellProgram) {
    const { inputs, steps, axes } = program;
    this.imports = [...new Set(steps.flatMap(({ op }) => IMPORTED[op] ?? []))];
    this.operands = inputs + 1;
    this.count = this.operands;
    this.firstCounter = this.count + 1;
    this.firstValue = this.firstCounter + axes.length;
  }

  module(): Uint8Array<ArrayBuffer> {
    const { inputs, steps, axes } = this.program;
    const counters = axes.map(() => I32);
    const values = Array.from({ length: inputs + steps.length }, () => V128);
    const locals = [...counters, ...values];
    return encode({ imports: this.imports, params: this.count + 1, locals, code: [...this.fixed(), ...this.loop(0)] });
  }

  private stride(axis: number, operand: number): number {
    return 4 * (this.program.axes[axis]?.strides[operand] as number);
  }

  /** Numbers that are the same everywhere are loaded once. */
  private fixed(): number[] {
    return this.program.fixed.flatMap((value, k) =>
      value === undefined ? [] : [...splat(value), ...set(this.firstValue + k)],
    );
  }

  private size(axis: number): number[] {
    const { axes, anySize } = this.program;
    return axis === 0 && anySize ? get(this.count) : constant(axes[axis]?.size as number);
  }

  private move(operand: number, bytes: number): number[] {
    return bytes === 0 ? [] : [...get(operand), ...constant(bytes), ADD, ...set(operand)];
  }

  private each(code: (operand: number) => number[]): number[] {
    const read = (k: number): boolean => k === 0 || this.program.fixed[k - 1] === undefined;
    return Array.from({ length: this.operands }, (_, k) => (read(k) ? code(k) : [])).flat();
  }

  private loop(axis: number): number[] {
    if (axis === this.program.axes.length - 1) return this.vectors(axis);
    const inner = this.program.axes[axis + 1]?.size as number;
    const last = axis + 1 === this.program.axes.length - 1;
    const walked = last ? inner & ~3 : inner;
    const back = this.each((k) => this.move(k, this.stride(axis, k) - walked * this.stride(axis + 1, k)));
    return this.counted(axis, this.size(axis), [...this.loop(axis + 1), ...back]);
  }

  /** `code` as often as `times` says; maybe not at all. */
  private counted(axis: number, times: readonly number[], code: readonly number[]): number[] {
    const counter = this.firstCounter + axis;
    const again = [...get(counter), ...constant(-1), ADD, 0x22, ...unsigned(counter), 0x0d, 0];
    return [...times, ...set(counter), ...get(counter), 0x04, 0x40, 0x03, 0x40, ...code, ...again, 0x0b, 0x0b];
  }

  private vectors(axis: number): number[] {
    const size = axis === 0 && this.program.anySize ? undefined : (this.program.axes[axis]?.size as number);
    const forward = this.each((k) => this.move(k, 4 * this.stride(axis, k)));
    const four = [...this.computed(axis, 4), ...get(0), ...this.result(), ...simd(0x0b, ...memory()), ...forward];
    const whole =
      size !== undefined && size < 4 ? [] : this.counted(axis, [...this.size(axis), ...constant(2), 0x76], four);
    if (size !== undefined && size % 4 === 0) return whole;
    return [...whole, ...this.rest(axis, size)];
  }

  /** The last one to three cells. */
  private rest(axis: number, size: number | undefined): number[] {
    const store = (lane: number): number[] => [...get(0), ...this.result(), ...simd(0x5a, ...memory(4 * lane), lane)];
    if (size !== undefined) {
      return [...this.computed(axis, size % 4), ...Array.from({ length: size % 4 }, (_, lane) => store(lane)).flat()];
    }
    const left = [...get(this.count), ...constant(3), 0x71];
    const stores = [0, 1, 2].flatMap((lane) => [...left, ...constant(lane), 0x4a, 0x04, 0x40, ...store(lane), 0x0b]);
    return [...left, 0x04, 0x40, ...this.computed(axis, 3), ...stores, 0x0b];
  }

  private result(): number[] {
    return get(this.firstValue + this.program.inputs + this.program.steps.length - 1);
  }

  private computed(axis: number, lanes: number): number[] {
    const { inputs, steps } = this.program;
    const value = (k: number): number[] => get(this.firstValue + k);
    const loads = this.each((k) => (k === 0 ? [] : [...this.load(axis, k, lanes), ...set(this.firstValue + k - 1)]));
    const stores = steps.flatMap((step, k) => [
      ...applied(step, value, this.imports),
      ...set(this.firstValue + inputs + k),
    ]);
    return [...loads, ...stores];
  }

  /** Reading a little past the last neighbour is harmless: the heap ends later. Reading far past it is not. */
  private load(axis: number, operand: number, lanes: number): number[] {
    const stride = this.stride(axis, operand);
    if (stride === 4) return [...get(operand), ...simd(0x00, ...memory())];
    const first = [...get(operand), ...simd(0x09, ...memory())];
    if (stride === 0) return first;
    const value = this.firstValue + operand - 1;
    const others = Array.from({ length: lanes - 1 }, (_, i) => {
      const at = [...get(operand), ...constant((i + 1) * stride), ADD];
      return [...set(value), ...at, ...get(value), ...simd(0x56, ...memory(), i + 1)];
    });
    return [...first, ...others.flat()];
  }
}

/** The bytes of a module that exports `run(output, ...inputs, size of the first axis)`, pointers in bytes. */
export function cellModule(program: CellProgram): { bytes: Uint8Array<ArrayBuffer>; imports: readonly string[] } {
  const writer = new Writer(program);
  return { bytes: writer.module(), imports: writer.imports };
}
