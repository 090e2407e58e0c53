// What is drawn into packed textures: GLSL through gpu.js, compiled once for every size. Knows no op.
import type { GPU, IKernelRunShortcut, Texture } from 'gpu.js';

/**
 * GLSL for the texel at `p` of every output. `body` sets t0, or t0 to t7 where there are eight outputs, and finds its
 * textures under `user_<name>`, its whole numbers by name. Sizes come as numbers, so that one program serves them all.
 */
export interface Program {
  /** Two programs of one id are the same. */
  readonly id: string;
  readonly textures: readonly string[];
  readonly numbers: readonly string[];
  /** Eight outputs are blocks of rows that share what they fetch. */
  readonly outputs: 1 | 8;
  readonly body: string;
  /** What it draws is the caller's own; otherwise it is drawn over the next time. */
  readonly lasting?: boolean;
  /** A program of cells gives one float for cell number `o` in place of four. */
  readonly scalar?: boolean;
}

/** A texture that gpu.js drew into. */
export interface Drawn {
  readonly texture: WebGLTexture;
  readonly size: ArrayLike<number>;
}

/** A texture that gpu.js takes, with its own word for how many floats a texel has. */
export type Typed = Texture & { readonly type: string };

/** Width and height in texels. gpu.js lays out anything of height 1 otherwise: never less than 2 rows. */
export type Size = readonly [width: number, height: number];

const others = [1, 2, 3, 4, 5, 6, 7];
const TEXELS = ['vec4 t0', ...others.map((k) => `vec4 t${k}`), ''].join(';');

const settings = {
  precision: 'single',
  pipeline: true,
  tactic: 'precision',
  dynamicArguments: true,
  dynamicOutput: true,
} as const;

/** gpu.js hands whole numbers on as floats. */
const whole = (numbers: readonly string[]): string =>
  numbers.map((n) => `int ${n}=int(floor(user_${n}+0.5));`).join('');

/** Which texture an argument is, as gpu.js calls it, and floats after them. */
const typesOf = ({ textures, numbers }: Program, given: readonly Typed[]): Record<string, string> =>
  Object.fromEntries([...textures.map((name, k) => [name, given[k]?.type]), ...numbers.map((name) => [name, 'Float'])]);

const native = (name: string, source: string, returnType: string) => ({
  name,
  source,
  returnType,
  argumentTypes: { z: 'Number' },
});

function vectorKernel(gpu: GPU, program: Program, output: Size, given: readonly Typed[]): IKernelRunShortcut {
  const { textures, numbers, outputs, body, lasting = false } = program;
  const extra = outputs === 8 ? others : [];
  const tile = `vec4 tile(float z){ivec2 p=ivec2(gl_FragCoord.xy);${whole(numbers)}${body}return t0;}`;
  const made = {
    ...settings,
    output: [...output],
    argumentTypes: typesOf(program, given),
    injectedNative: TEXELS,
    nativeFunctions: [
      native('tile', tile, 'Array(4)'),
      ...extra.map((k) => native(`texel${k}`, `vec4 texel${k}(float z){return t${k};}`, 'Array(4)')),
    ],
    immutable: lasting,
  };
  const calls = extra.map((k) => `part${k}(0);`).join('');
  const root = `function(${[...textures, ...numbers]}){const s=tile(this.thread.x);${calls}return s;}`;
  if (outputs === 1) return gpu.createKernel(root, made as never);
  const parts = extra.map((k) => [`part${k}`, `function part${k}(z){const v=texel${k}(z);return v;}`]);
  return gpu.createKernelMap(Object.fromEntries(parts), root as never, made as never) as unknown as IKernelRunShortcut;
}

/** `body` sets `t0.x` from the cell number `o`. */
function scalarKernel(gpu: GPU, program: Program, length: number, given: readonly Typed[]): IKernelRunShortcut {
  const { textures, numbers, body } = program;
  const cell = `float cell(float z){int o=int(z+0.5);${whole(numbers)}${body}return t0.x;}`;
  return gpu.createKernel(`function(${[...textures, ...numbers]}){const s=cell(this.thread.x);return s;}`, {
    ...settings,
    output: [length],
    argumentTypes: typesOf(program, given),
    immutable: true,
    injectedNative: TEXELS,
    nativeFunctions: [native('cell', cell, 'Number')],
  } as never);
}

/** The compiled programs of one context. */
export class Programs {
  private readonly kernels = new Map<string, IKernelRunShortcut>();

  constructor(private readonly gpu: GPU) {}

  get compiled(): number {
    return this.kernels.size;
  }

  /** Draws once. Throws where the driver refuses the program;  */
  draw(program: Program, size: Size | number, textures: readonly Typed[], numbers: readonly number[]): Drawn[] {
    const known = this.kernels.get(program.id);
    const kernel = known ?? this.create(program, size, textures);
    if (known) resize(known, size);
    try {
      const result = kernel(...([...textures, ...numbers] as never[])) as unknown;
      if (kernel.kernel.fallbackReason) throw new Error(kernel.kernel.fallbackReason);
      this.kernels.set(program.id, kernel);
      return program.outputs === 1 ? [result as Drawn] : outputsOf(result as Record<string, Drawn>);
    } catch (error) {
      this.kernels.delete(program.id);
      kernel.destroy(false);
      throw error;
    }
  }

  clear(): void {
    for (const kernel of this.kernels.values()) kernel.destroy(false);
    this.kernels.clear();
  }

  private create(program: Program, size: Size | number, given: readonly Typed[]): IKernelRunShortcut {
    return typeof size === 'number'
      ? scalarKernel(this.gpu, program, size, given)
      : vectorKernel(this.gpu, program, size, given);
  }
}

const outputsOf = (result: Record<string, Drawn>): Drawn[] =>
  [result.result, ...others.map((k) => result[`part${k}`])] as Drawn[];

function resize(kernel: IKernelRunShortcut, size: Size | number): void {
  const wanted = typeof size === 'number' ? [size] : [...size];
  const output = kernel.kernel.output as number[];
  if (wanted.some((n, axis) => n !== output[axis])) kernel.setOutput(wanted);
}
