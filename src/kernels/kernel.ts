// What a kernel is and what every backend offers. Knows no op and no library.
import type { Tensor } from '../tensor/tensor';
import type { GroupedSource } from './groups';

export type Shape = readonly number[];
/** What runs kernels. `float64` is the oracle that tests hold the others against. */
export type Backend = 'webgl2' | 'wasm' | 'webasm' | 'cpu' | 'float64';
/** An op's constants once every dim in them has become a number. */
export type ConcreteAttrs = Readonly<Record<string, unknown>>;

/** A value on a device. Several buffers may share one storage (a reshape copies nothing). */
export interface Buffer {
  readonly shape: Shape;
  readonly storage: object;
}

export interface HostArray {
  readonly shape: Shape;
  readonly data: Float64Array | Float32Array;
}

/** `this.thread.x` is the output cell, or what groups of rows say; each argument is a flat array. */
export type Source = string | GroupedSource;

/**
 * Runs one gpu.js source over the cells of `shape`. Sources are made from op ids and integers only: no text from a file
 * or a person ever becomes part of one.
 */
export type Launch = (source: Source, args: readonly Buffer[], shape: Shape) => Buffer;

/** A function by its op id, of values with these numbers: inputs first, then the result of every step. */
export interface CellStep {
  readonly op: string;
  readonly args: readonly number[];
}

/** Output cell at coordinates c is input cell offset + sum of c times strides. */
export interface CellMap {
  readonly offset: number;
  readonly strides: readonly number[];
}

/** A block of cells of an argument that becomes one of the output. */
export interface Move {
  readonly arg: number;
  readonly shape: Shape;
  readonly from: CellMap;
  readonly to: CellMap;
}

export type Movement = (shape: Shape, attrs: ConcreteAttrs, out: Shape) => CellMap;

/** Computed cell by cell on the device. */
export interface LaunchedKernel {
  readonly id: string;
  /** Every cell is this JavaScript expression of one cell x, y, z of each argument, broadcast from the right. */
  readonly expression?: string;
  /** The same as steps of op ids; the last is the output. */
  readonly cells?: readonly CellStep[];
  /** Every cell is a cell of the only argument. */
  readonly movement?: Movement;
  /** Every cell is a cell of an argument that moved there, or 0. */
  readonly moves?: (shapes: readonly Shape[], attrs: ConcreteAttrs, out: Shape) => readonly Move[];
  plain(launch: Launch, args: readonly Buffer[], attrs: ConcreteAttrs, shapes: readonly Shape[]): readonly Buffer[];
  /** The same in float64 on the host, written independently: the oracle. -Infinity is itself here. */
  reference(
    args: readonly HostArray[],
    attrs: ConcreteAttrs,
    shapes: readonly Shape[],
  ): readonly (Float64Array | number[])[];
}

/** Constants, tables and random draws: made on the host, then uploaded. */
export interface HostKernel {
  readonly id: string;
  host(attrs: ConcreteAttrs, shape: Shape): ArrayLike<number>;
}

/** The same cells under another shape. */
export interface ViewKernel {
  readonly id: string;
  readonly view: true;
}

export type OpKernel = LaunchedKernel | HostKernel | ViewKernel;

/** A step of a routine: one kernel over numbered slots; `shapes` are those of its outputs. */
export interface Apply {
  readonly kernel: OpKernel;
  readonly attrs: ConcreteAttrs;
  readonly args: readonly number[];
  readonly outs: readonly number[];
  readonly shapes: readonly Shape[];
  /** On whose account its time goes, where somebody keeps accounts. */
  readonly account?: string | undefined;
}

/** A slot of which every step reads or writes one slice along an axis. */
export interface Sliced {
  readonly slot: number;
  readonly axis: number;
}

/**
 * A routine run once per step. Inputs of `body`, in order: the step as a scalar, constants, slices, states; its outputs:
 * the states that leave, then one slice (size 1 on its axis) of every output. At least one step.
 */
export interface Loop {
  readonly body: Routine;
  readonly steps: number;
  /** From the last step to the first. */
  readonly reverse: boolean;
  readonly constants: readonly number[];
  readonly sequences: readonly Sliced[];
  /** What the states enter the first step with, and where they are after the last. */
  readonly states: readonly number[];
  readonly finals: readonly number[];
  readonly outputs: readonly Sliced[];
  /** Where the states that entered every step are stacked on a new first axis; empty when nobody asked. */
  readonly history: readonly number[];
  /** That of what its steps do beside the instructions of the body. */
  readonly account?: string | undefined;
}

export type Instruction = Apply | Loop;

/** A Program at concrete sizes, flat, as data. */
export interface Routine {
  /** By slot. */
  readonly shapes: readonly Shape[];
  readonly inputs: readonly number[];
  readonly instructions: readonly Instruction[];
  readonly outputs: readonly number[];
  /** For every instruction, the slots that nothing reads after it; never inputs or outputs. */
  readonly dies: readonly (readonly number[])[];
}

export interface KernelStats {
  /** Storages alive, and their bytes. */
  readonly live: number;
  readonly bytes: number;
  /** Sources run so far, and sources compiled for it. */
  readonly launches: number;
  readonly compiled: number;
  /** How many of the launches were of tuned kernels. */
  readonly tuned: number;
  /** Tuned kernels, by op, that this device could not compile: their plain ones run instead. */
  readonly refused: readonly string[];
  /** Milliseconds that compiling and getting ready took so far. */
  readonly compileMs: number;
}

/** Work as it goes on: every `next` takes a few milliseconds at most; `return` frees what was held. */
export type Execution = Generator<void, readonly Buffer[], void>;

/** Told before every instruction on whose account the time goes from now on. */
export type Turn = (account: string | undefined) => void;

/**
 * One device. Whoever receives a buffer owns it and frees it once; freeing the last buffer of a storage releases it.
 * Forbidden scores (-Infinity) may be held as a large negative sentinel inside, but are -Infinity again when read.
 */
export interface Kernels {
  readonly backend: Backend;
  upload(tensor: Tensor): Buffer;
  /**
   * One op; the arguments stay alive. Throws KernelError when it cannot be compiled or the device is lost. `shapes` may be
   * remembered by identity: the same array again must stand for the same op, attrs and argument shapes.
   */
  run(kernel: OpKernel, args: readonly Buffer[], attrs: ConcreteAttrs, shapes: readonly Shape[]): readonly Buffer[];
  /** The same without a break, where it is known to take no longer than between two; undefined otherwise. */
  atOnce?(
    kernel: OpKernel,
    args: readonly Buffer[],
    attrs: ConcreteAttrs,
    shapes: readonly Shape[],
  ): readonly Buffer[] | undefined;
  /** The cells from number `first` on under a shape of their own, where they can be read in place; undefined otherwise. */
  part?(buffer: Buffer, first: number, shape: Shape): Buffer | undefined;
  /** The same in steps, where one kernel may take long. */
  steps?(kernel: OpKernel, args: readonly Buffer[], attrs: ConcreteAttrs, shapes: readonly Shape[]): Execution;
  /**
   * Where a backend runs a whole routine better than one kernel after the other. `inputs` stay alive, the outputs belong
   * to the caller. Whoever has no such way is walked (`ops/walk.ts`).
   */
  start?(routine: Routine, inputs: readonly Buffer[], turn?: Turn): Execution;
  /** Whether a tuned kernel runs an op of these shapes, where a backend has any. */
  tunes?(kernel: OpKernel, args: readonly Shape[], out: Shape): boolean;
  /** Another owner of the same buffer. */
  retain(buffer: Buffer): Buffer;
  free(buffer: Buffer): void;
  read(buffer: Buffer): Promise<Float32Array>;
  /** Waits for work that the device has only taken down so far, where it does that. For whoever measures. */
  finish?(): void;
  stats(): KernelStats;
  /** Test hook of backends that have a context to lose. */
  loseContext?(): void;
  dispose(): void;
}

/** A kernel failed: which op, on which backend, and why. `lost` says that the device itself is gone. */
export class KernelError extends Error {
  constructor(
    message: string,
    readonly op: string,
    readonly backend: Backend,
    readonly lost = false,
  ) {
    super(message);
    this.name = 'KernelError';
  }
}

/** A pair that a mask forbids, where a backend cannot hold -Infinity. Never leaves `kernels/` and kernel sources. */
export const FORBIDDEN = -1e30;
/** Anything at or below this reads as forbidden. */
export const FORBIDDEN_BELOW = -1e29;
