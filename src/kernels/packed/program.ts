// What is drawn into packed textures: GLSL through gpu.js, compiled once for every size. Knows no op.
import type { GPU, IKernelRunShortcut, Texture } from 'gpu.js';
import type { Size } from './layout';
import type { Piece } from './pieces';

/**
 * GLSL for the texel at `p` of every output. `body` sets t0, and t1 to t7 as far as there are outputs, and finds its
 * textures under `user_<name>`, its whole numbers by name. Sizes come as numbers, so that one program serves them all.
 */
export interface Program {
  /** Two programs of one id are the same. */
  readonly id: string;
  readonly textures: readonly string[];
  readonly numbers: readonly string[];
  /** Several outputs share what they fetch. */
  readonly outputs: 1 | 2 | 8;
  /** Where each cell has a texel of its own, only the first of four is kept. */
  readonly flat?: true;
  readonly body: string;
}

/** A texture that gpu.js takes, with its own word for how many floats a texel has. */
export type Typed = Texture & { readonly type: string };

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
  const { textures, numbers, outputs, body } = program;
  const extra = others.slice(0, outputs - 1);
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
    immutable: false,
  };
  const calls = extra.map((k) => `part${k}(0);`).join('');
  const root = `function(${[...textures, ...numbers]}){const s=tile(0);${calls}return s;}`;
  if (outputs === 1) return gpu.createKernel(root, made as never);
  const parts = extra.map((k) => [`part${k}`, `function part${k}(z){const v=texel${k}(z);return v;}`]);
  return gpu.createKernelMap(Object.fromEntries(parts), root as never, made as never) as unknown as IKernelRunShortcut;
}

/**
 * What gpu.js 2.24.1 keeps of a kernel and where it draws. It would make a texture of its own for every size and every
 * result; a fresh texture costs ten times as much as drawing into one that is there.
 */
interface Inner {
  output: number[];
  threadDim: number[];
  texSize: Int32Array;
  texture: unknown;
  mappedTextures: unknown[] | null;
  /** Asked after gpu.js has said which part of its output to draw. */
  plugins: readonly { onBeforeRun(): void }[];
  readonly maxTexSize: number[];
  readonly framebuffer: WebGLFramebuffer;
  updateMaxTexSize(): void;
}

/** A texture that gpu.js may draw into and never deletes. */
const aim = (texture: WebGLTexture) => ({ texture, beforeMutate: () => false, delete: () => {} });

/** The compiled programs of one context. */
export class Programs {
  private readonly kernels = new Map<string, IKernelRunShortcut>();
  /** Milliseconds that compiling took so far. */
  compileMs = 0;

  constructor(
    private readonly gpu: GPU,
    private readonly gl: WebGL2RenderingContext,
  ) {}

  get compiled(): number {
    return this.kernels.size;
  }

  /** Draws a piece of textures of that size; the rest stays as it is. Throws where the driver refuses the program. */
  draw(
    program: Program,
    size: Size,
    textures: readonly Typed[],
    numbers: readonly number[],
    outputs: readonly WebGLTexture[],
    { x, y, width, height }: Piece,
  ): void {
    const kernel = this.kernels.get(program.id) ?? this.compile(program, textures, numbers);
    const inner = kernel.kernel as unknown as Inner;
    inner.output = [...size];
    inner.threadDim = [...size, 1];
    inner.texSize = Int32Array.from(size);
    inner.updateMaxTexSize();
    const { gl } = this;
    gl.viewport(0, 0, inner.maxTexSize[0] as number, inner.maxTexSize[1] as number);
    gl.bindFramebuffer(gl.FRAMEBUFFER, inner.framebuffer);
    outputs.forEach((texture, k) => {
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + k, gl.TEXTURE_2D, texture, 0);
    });
    inner.plugins = [{ onBeforeRun: () => gl.scissor(x, y, width, height) }];
    inner.texture = aim(outputs[0] as WebGLTexture);
    if (program.outputs > 1) inner.mappedTextures = outputs.slice(1).map(aim);
    kernel(...([...textures, ...numbers] as never[]));
  }

  clear(): void {
    for (const kernel of this.kernels.values()) kernel.destroy(false);
    this.kernels.clear();
  }

  private compile(program: Program, textures: readonly Typed[], numbers: readonly number[]): IKernelRunShortcut {
    const start = performance.now();
    const kernel = vectorKernel(this.gpu, program, [1, 2], textures);
    this.tried(program, kernel, textures, numbers);
    this.compileMs += performance.now() - start;
    const { texture, mappedTextures } = kernel.kernel as unknown as Inner;
    for (const own of [texture, ...(mappedTextures ?? [])]) (own as Texture).delete();
    return kernel;
  }

  private tried(program: Program, kernel: IKernelRunShortcut, textures: readonly Typed[], numbers: readonly number[]) {
    try {
      const result = kernel(...([...textures, ...numbers] as never[])) as unknown;
      if (kernel.kernel.fallbackReason) throw new Error(kernel.kernel.fallbackReason);
      this.kernels.set(program.id, kernel);
      return result;
    } catch (error) {
      this.kernels.delete(program.id);
      kernel.destroy(false);
      throw error;
    }
  }
}
