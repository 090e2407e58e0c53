// gpu.js on WebGL2: cells lie in textures, one or four to a texel, and every texture belongs to this file.
import { GPU, utils } from 'gpu.js';
import { count } from '../tensor/tensor';
import { CompileCache } from './compileCache';
import type { Device, TunedCall } from './device';
import type { Source } from './kernel';
import { PACK, REFLOW, UNPACK } from './packed/convert';
import type { Drawing, PackedTexture } from './packed/draw';
import { isDense, type Layout, layoutOf, padded, unpadded, widthOf } from './packed/layout';
import { Painter, RowsTexture, sizeOf } from './packed/painter';
import { type Drawn, Programs } from './packed/program';
import { tunedFor } from './packed/tuned';
import { TextureArgument } from './textureArgument';
import { TextureMemory } from './textureMemory';
import { createContext, loseContext } from './webglContext';

/** Cells one to a texel, as gpu.js lays out its own outputs, so that all of them share compiled kernels. */
class FlatTexture extends TextureArgument {
  readonly kind: string;
  constructor(raw: WebGLTexture, size: ArrayLike<number>, length: number, context: WebGL2RenderingContext) {
    super(raw, size, 1, [length], context);
    this.kind = `${length}:${size[0]}x${size[1]}`;
  }
}

/** A tensor without cells has a texture that nobody reads. */
const flatSize = (length: number): readonly [number, number] => {
  const { closestSquareDimensions } = utils as unknown as { closestSquareDimensions(cells: number): Int32Array };
  return closestSquareDimensions(Math.max(1, length)) as unknown as [number, number];
};

/** One storage in every form in which somebody asked for it; what was uploaded waits here until somebody does. */
interface Cells {
  readonly length: number;
  host?: Float32Array | undefined;
  flat?: FlatTexture | undefined;
  readonly packed: PackedTexture[];
}

class TextureDevice extends Painter implements Device<Cells> {
  readonly backend = 'webgl2';
  private readonly textures: TextureMemory;
  private readonly cache: CompileCache;
  private readonly tiles: Programs;
  private readonly most: number;
  /** Tuned kernels that this driver refused; their plain ones run instead. */
  private readonly uncompiled = new Set<string>();

  constructor(
    private readonly gl: WebGL2RenderingContext,
    private readonly gpu: GPU,
    mostKernels?: number,
  ) {
    const [memory, programs] = [new TextureMemory(gl), new Programs(gpu, gl)];
    super(memory, programs);
    this.textures = memory;
    this.tiles = programs;
    this.most = memory.most;
    this.cache = new CompileCache(gpu, mostKernels);
  }

  isLost(): boolean {
    return this.gl.isContextLost();
  }

  upload(cells: Float32Array<ArrayBuffer>): Cells {
    return { length: cells.length, host: cells, packed: [] };
  }

  /** A draw is only taken down: it takes no time. */
  *launch(source: Source, args: readonly Cells[], length: number): Generator<void, Cells, void> {
    const inputs = args.map((arg) => this.flat(arg));
    const output = this.cache.run(
      typeof source === 'string' ? source : source.flat,
      inputs.map(({ kind }) => kind),
      inputs,
      [length],
    ) as unknown as Drawn;
    this.textures.detachDrawn();
    return { length, flat: new FlatTexture(output.texture, output.size, length, this.gl), packed: [] };
  }

  *tuned({ kernel, args, attrs, shapes }: TunedCall<Cells>): Drawing<Cells | undefined> {
    const [shape] = shapes;
    if (!shape || this.uncompiled.has(kernel.id)) return undefined;
    const tuned = tunedFor(kernel);
    const fits = [shape, ...args.map((arg) => arg.shape)].every((one) =>
      sizeOf(layoutOf(one)).every((n) => n <= this.most),
    );
    if (!tuned || !fits) return undefined;
    const loose = new Set<WebGLTexture>();
    const drawing = tuned(this, args, attrs, shapes);
    try {
      for (;;) {
        // Others may have drawn meanwhile.
        this.loose = loose;
        const { done, value } = drawing.next();
        if (done) return value && { length: count(shape), packed: [this.own(value)] };
        yield;
      }
    } catch (error) {
      if (this.isLost()) throw error;
      this.uncompiled.add(kernel.id);
      return undefined;
    } finally {
      this.loose = loose;
      this.drop([...loose]);
    }
  }

  override *packed({ shape, cells }: TunedCall<Cells>['args'][number]): Drawing<PackedTexture> {
    const layout = layoutOf(shape);
    const known = cells.packed.find((one) => one.layout.columns === layout.columns);
    if (known) return known;
    const made = this.own(yield* this.packedAs(cells, layout));
    cells.packed.push(made);
    return made;
  }

  override *dense({ shape, cells }: TunedCall<Cells>['args'][number]): Drawing<PackedTexture | undefined> {
    const known = cells.packed.find(({ layout }) => isDense(layout));
    return known ?? (isDense(layoutOf(shape)) ? yield* this.packed({ shape, cells }) : undefined);
  }

  read(cells: Cells): Float32Array {
    if (cells.host) return cells.host.slice();
    this.settled();
    const [packed] = cells.packed;
    if (packed) {
      const [width] = sizeOf(packed.layout);
      return unpadded(this.textures.read(packed.raw, 4, width, packed.layout.rows), packed.layout);
    }
    const { raw, size } = this.flat(cells);
    return this.textures.read(raw, 1, size[0] as number, size[1] as number).slice(0, cells.length);
  }

  override release(cells: Cells | PackedTexture): void {
    const textures = 'raw' in cells ? [cells] : [...cells.packed, ...(cells.flat ? [cells.flat] : [])];
    this.drop(textures.map(({ raw }) => raw));
  }

  refused(): readonly string[] {
    return [...this.uncompiled];
  }

  finish(): void {
    this.textures.finish();
    this.settled();
  }

  compiled() {
    const { cache, tiles } = this;
    return { count: cache.compiled + tiles.compiled, ms: cache.compileMs + tiles.compileMs };
  }

  lose(): void {
    loseContext(this.gl);
  }

  dispose(): void {
    this.textures.dispose();
    this.tiles.clear();
    this.cache.clear();
    void this.gpu.destroy();
    this.lose();
  }

  private flat(cells: Cells): FlatTexture {
    cells.flat ??= this.flatFrom(cells);
    cells.host = undefined;
    return cells.flat;
  }

  private flatFrom({ host, packed, length }: Cells): FlatTexture {
    const size = flatSize(length);
    if (host) {
      const filled = new Float32Array(size[0] * size[1]);
      filled.set(host);
      return new FlatTexture(this.textures.create(1, ...size, filled), size, length, this.gl);
    }
    const [source] = packed as [PackedTexture];
    const drawn = this.tiles.drawCells(UNPACK, length, [source], [source.layout.columns]);
    this.textures.detachDrawn();
    return new FlatTexture(drawn.texture, drawn.size, length, this.gl);
  }

  private *packedAs(cells: Cells, layout: Layout): Drawing<PackedTexture> {
    const size = sizeOf(layout);
    if (cells.host) {
      const texels = new Float32Array(4 * size[0] * size[1]);
      texels.set(padded(cells.host, layout));
      cells.host = undefined;
      return new RowsTexture(this.textures.create(4, ...size, texels), layout, this.gl);
    }
    const dense = isDense(layout) ? cells.packed.find((one) => isDense(one.layout)) : undefined;
    const flat = dense ? undefined : this.flat(cells);
    const [drawn] = dense
      ? yield* this.run(REFLOW, size, [dense], [widthOf(dense.layout.columns), widthOf(layout.columns)], 100)
      : yield* this.run(
          PACK,
          size,
          [flat as unknown as PackedTexture],
          [flat?.size[0] as number, layout.columns, layout.rows],
          200,
        );
    return this.keep(drawn as WebGLTexture, layout);
  }

  /** It belongs to a storage from now on. */
  private own(texture: PackedTexture): PackedTexture {
    this.loose.delete(texture.raw);
    return texture;
  }
}

/** Throws where WebGL2 cannot render floats. `mostKernels` bounds how many compiled ones are kept. */
export function textureDevice(mostKernels?: number): Device<Cells> {
  const context = createContext();
  if (!context) throw new Error('WebGL2 with float textures is not available here');
  // gpu.js grows its canvas to the largest output, though nothing is ever drawn there: it gets none to grow.
  return new TextureDevice(context, new GPU({ context, canvas: { width: 1, height: 1 } }), mostKernels);
}
