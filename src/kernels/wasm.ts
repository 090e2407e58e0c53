// Kernels in WebAssembly with vectors of four: values lie in one memory, and routines run whole. Knows no particular op.
import { count, type Tensor } from '../tensor/tensor';
import type { Buffer, ConcreteAttrs, Execution, KernelStats, Kernels, OpKernel, Routine, Shape, Turn } from './kernel';
import { KernelError } from './kernel';
import { routine } from './routine';
import { Storages } from './storages';
import { Heap } from './wasm/heap';
import { Module } from './wasm/module';
import { play } from './wasm/play';
import { type Prepared, prepare } from './wasm/prepare';

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Throws KernelError where WebAssembly or its vectors are missing. */
export function wasmKernels(): Kernels {
  try {
    return new WasmKernels();
  } catch (error) {
    throw new KernelError(`wasm cannot start: ${messageOf(error)}`, 'start', 'wasm');
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One kernel alone, as a routine. */
function alone(kernel: OpKernel, args: readonly Buffer[], attrs: ConcreteAttrs, shapes: readonly Shape[]): Routine {
  const inputs = args.map((_, i) => i);
  const outs = shapes.map((_, i) => args.length + i);
  const instructions = [{ kernel, attrs, args: inputs, outs, shapes }];
  return routine({ shapes: [...args.map(({ shape }) => shape), ...shapes], inputs, instructions, outputs: outs });
}

class WasmKernels implements Kernels {
  readonly backend = 'wasm';
  private readonly module = new Module();
  private readonly heap = new Heap(this.module.memory);
  private readonly storages = new Storages<number>((address) => this.heap.give(address));
  private readonly prepared = new WeakMap<Routine, Prepared>();
  /** Single kernels by the identity of their shapes. */
  private readonly routines = new WeakMap<readonly Shape[], Routine>();
  private launches = 0;
  private compileMs = 0;

  upload({ shape, data }: Tensor): Buffer {
    const address = this.heap.take(data.length * BYTES);
    this.heap.cells.set(data, address / BYTES);
    return this.storages.add(shape, address);
  }

  run(kernel: OpKernel, args: readonly Buffer[], attrs: ConcreteAttrs, shapes: readonly Shape[]): readonly Buffer[] {
    if ('view' in kernel) return [this.storages.alias(args[0] as Buffer, shapes[0] as Shape)];
    const known = this.routines.get(shapes);
    const made = known?.instructions[0] && 'kernel' in known.instructions[0] && known.instructions[0].kernel === kernel;
    const single = made ? known : alone(kernel, args, attrs, shapes);
    this.routines.set(shapes, single);
    const execution = this.start(single, args);
    for (;;) {
      const { done, value } = execution.next();
      if (done) return value;
    }
  }

  *start(routine: Routine, inputs: readonly Buffer[], turn?: Turn): Execution {
    const addresses = inputs.map((input) => this.storages.cells(input));
    const ready = this.ready(routine);
    ready.busy = true;
    const owned = inputs.map((input) => this.storages.alias(input, input.shape));
    const taken: number[] = [];
    try {
      const made = this.settle(ready, addresses, taken);
      yield* play(ready.parts, turn);
      this.launches += ready.parts.length;
      // What is handed over is no longer given back here.
      return this.handedOver(ready, owned, made, taken);
    } catch (error) {
      throw error instanceof KernelError ? error : new KernelError(`wasm: ${messageOf(error)}`, 'routine', 'wasm');
    } finally {
      ready.busy = false;
      for (const address of taken) this.heap.give(address);
      for (const buffer of owned) this.storages.free(buffer);
    }
  }

  retain(buffer: Buffer): Buffer {
    return this.storages.alias(buffer, buffer.shape);
  }

  free(buffer: Buffer): void {
    this.storages.free(buffer);
  }

  async read(buffer: Buffer): Promise<Float32Array> {
    const at = this.storages.cells(buffer) / BYTES;
    return this.heap.cells.slice(at, at + count(buffer.shape));
  }

  stats(): KernelStats {
    const { count: live, size } = this.storages;
    const { launches, compileMs } = this;
    return {
      live,
      bytes: size * BYTES,
      launches,
      tuned: launches,
      refused: [],
      compiled: this.module.compiled,
      compileMs,
    };
  }

  dispose(): void {
    this.storages.close();
  }

  /** One preparation serves one run at a time. */
  private ready(routine: Routine): Prepared {
    const known = this.prepared.get(routine);
    if (known && !known.busy) return known;
    const start = performance.now();
    const made = prepare(this.module, () => this.heap.cells, routine);
    this.compileMs += performance.now() - start;
    if (!known) this.prepared.set(routine, made);
    return made;
  }

  /** Points everything into memory; returns the addresses of the outputs by their pointers. */
  private settle(
    { table, inputs, outputs, constants, ...ready }: Prepared,
    addresses: readonly number[],
    taken: number[],
  ) {
    const take = (bytes: number): number => {
      const address = this.heap.take(bytes);
      taken.push(address);
      return address;
    };
    const made = new Map<number, number>();
    ready.settle(take(ready.bytes));
    inputs.forEach((pointer, i) => {
      table[pointer] = addresses[i] as number;
    });
    for (const output of outputs) {
      if ('input' in output || made.has(output.pointer)) continue;
      const address = take(count(output.shape) * BYTES);
      table[output.pointer] = address;
      made.set(output.pointer, address);
    }
    let at = take(constants.reduce((n, { cells }) => n + 4 * Math.ceil(cells.length / 4), 0) * BYTES);
    for (const { pointer, cells } of constants) {
      table[pointer] = at;
      this.heap.cells.set(cells, at / BYTES);
      at += 4 * Math.ceil(cells.length / 4) * BYTES;
    }
    return made;
  }

  private handedOver(
    { outputs }: Prepared,
    inputs: readonly Buffer[],
    made: ReadonlyMap<number, number>,
    taken: number[],
  ): Buffer[] {
    const first = new Map<number, Buffer>();
    return outputs.map((output) => {
      if ('input' in output) {
        const input = inputs[output.input] as Buffer;
        return this.storages.alias(input, output.shape);
      }
      const before = first.get(output.pointer);
      if (before) return this.storages.alias(before, output.shape);
      const address = made.get(output.pointer) as number;
      taken.splice(taken.indexOf(address), 1);
      const buffer = this.storages.add(output.shape, address);
      first.set(output.pointer, buffer);
      return buffer;
    });
  }
}
