// gpu.js on WebGL2: cells are textures of one float each, and every texture belongs to this file.
import { GPU, Texture, utils } from 'gpu.js';
import { CompileCache } from './compileCache';
import type { Device } from './device';
import { createContext, loseContext } from './webglContext';

/**
 * What gpu.js needs of a texture that is an argument. gpu.js counts the users of a texture; being one that never goes
 * away, this keeps it from deleting the texture and from rendering into it again.
 */
class CellTexture extends Texture {
  readonly kind: string;

  constructor(
    readonly raw: WebGLTexture,
    readonly size: ArrayLike<number>,
    /** Not `length`: gpu.js takes whatever has one for an array. */
    readonly cellCount: number,
    context: WebGL2RenderingContext,
  ) {
    super({
      texture: raw,
      size: size as number[],
      dimensions: [Math.max(1, cellCount), 1, 1],
      output: [cellCount],
      context,
      // Only asked for by what gpu.js does with textures of its own.
      kernel: {} as Texture['kernel'],
      type: 'ArrayTexture(1)' as 'NumberTexture',
    });
    this.kind = `${cellCount}:${size[0]}x${size[1]}`;
  }

  override clone(): this {
    return this;
  }

  override delete(): void {}
}

/**
 * Textures of the size that gpu.js gives its own outputs, so that uploads and outputs share compiled kernels. A tensor
 * without cells has one that nobody reads.
 */
const sizeOf = (length: number): Int32Array => {
  const { closestSquareDimensions } = utils as unknown as { closestSquareDimensions(cells: number): Int32Array };
  return closestSquareDimensions(Math.max(1, length));
};

class TextureDevice implements Device<CellTexture> {
  readonly backend = 'webgl2';
  private readonly gpu: GPU;
  private readonly cache: CompileCache;
  private readonly readFrame: WebGLFramebuffer;
  private tight: boolean | undefined;

  constructor(
    private readonly gl: WebGL2RenderingContext,
    mostKernels?: number,
  ) {
    // gpu.js grows its canvas to the largest output, though nothing is ever drawn there: it gets none to grow.
    this.gpu = new GPU({ context: gl, canvas: { width: 1, height: 1 } });
    this.cache = new CompileCache(this.gpu, mostKernels);
    this.readFrame = gl.createFramebuffer();
  }

  isLost(): boolean {
    return this.gl.isContextLost();
  }

  upload(cells: Float32Array<ArrayBuffer>): CellTexture {
    const { gl } = this;
    const size = sizeOf(cells.length);
    const [width, height] = size as unknown as [number, number];
    const padded = new Float32Array(width * height);
    padded.set(cells);
    const raw = gl.createTexture();
    // The last unit that every WebGL2 has; kernels count their arguments from the first.
    gl.activeTexture(gl.TEXTURE15);
    gl.bindTexture(gl.TEXTURE_2D, raw);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, width, height, 0, gl.RED, gl.FLOAT, padded);
    return new CellTexture(raw, size, cells.length, gl);
  }

  launch(source: string, args: readonly CellTexture[], length: number): CellTexture {
    const kinds = args.map((arg) => arg.kind);
    const output = this.cache.run(source, kinds, args, length) as unknown as {
      texture: WebGLTexture;
      size: number[];
    };
    // Left attached to its kernel's framebuffer, a deleted texture would keep its memory.
    this.attach(null);
    return new CellTexture(output.texture, output.size, length, this.gl);
  }

  /** One flat read of the whole texture; four floats a cell where the driver gives no fewer. */
  read({ raw, size, cellCount: length }: CellTexture): Float32Array {
    const { gl } = this;
    const [width, height] = size as unknown as [number, number];
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.readFrame);
    this.attach(raw);
    this.tight ??=
      gl.getParameter(gl.IMPLEMENTATION_COLOR_READ_FORMAT) === gl.RED &&
      gl.getParameter(gl.IMPLEMENTATION_COLOR_READ_TYPE) === gl.FLOAT;
    const step = this.tight ? 1 : 4;
    const pixels = new Float32Array(width * height * step);
    gl.readPixels(0, 0, width, height, this.tight ? gl.RED : gl.RGBA, gl.FLOAT, pixels);
    this.attach(null);
    const error = gl.getError();
    if (error !== gl.NO_ERROR && error !== gl.CONTEXT_LOST_WEBGL) throw new Error(`WebGL reports error ${error}`);
    return step === 1 ? pixels.slice(0, length) : Float32Array.from({ length }, (_, i) => pixels[step * i] as number);
  }

  release({ raw }: CellTexture): void {
    this.gl.deleteTexture(raw);
  }

  compiled(): number {
    return this.cache.compiled;
  }

  lose(): void {
    loseContext(this.gl);
  }

  dispose(): void {
    this.gl.deleteFramebuffer(this.readFrame);
    this.cache.clear();
    void this.gpu.destroy();
    this.lose();
  }

  private attach(raw: WebGLTexture | null): void {
    const { gl } = this;
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, raw, 0);
  }
}

/** Throws where WebGL2 cannot render floats. `mostKernels` bounds how many compiled ones are kept. */
export function textureDevice(mostKernels?: number): Device<CellTexture> {
  const context = createContext();
  if (!context) throw new Error('WebGL2 with float textures is not available here');
  return new TextureDevice(context, mostKernels);
}
