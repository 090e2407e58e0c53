// gpu.js on WebGL2: cells lie in textures, one or four to a texel, and every texture belongs to this file.
import { GPU, utils } from 'gpu.js';
import { count } from '../tensor/tensor';
import { CompileCache } from './compileCache';
import type { Device, TunedCall } from './device';
import { fromFirst } from './fromFirst';
import type { LaunchedKernel, Shape, Source } from './kernel';
import { PACK, REFLOW, UNPACK } from './packed/convert';
import type { Drawing, PackedTexture } from './packed/draw';
import { isDense, type Layout, layoutOf, padded, type Size, unpadded, widthOf } from './packed/layout';
import { LEAST_HEIGHT, Painter, RowsTexture, sizeOf, WORK_PER_DRAW } from './packed/painter';
import { Programs } from './packed/program';
import { takes, tunedFor } from './packed/tuned';
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
const flatSize = (length: number): Size => {
  const { closestSquareDimensions } = utils as unknown as { closestSquareDimensions(cells: number): Int32Array };
  return closestSquareDimensions(Math.max(1, length)) as unknown as [number, number];
};

/** What a round of a plain kernel's loop takes, beside packed ones: about 15 ns in software. */
const WORK_PER_ROUND = 64;
/** gpu.js lays out one row otherwise. */
const LEAST_ROWS = 2;

/** A texture that gpu.js drew into. */
interface Drawn {
  readonly texture: WebGLTexture;
  delete(): void;
}

/** Rows of one draw, and the work in them. */
interface Rows {
  readonly rows: number;
  readonly work: number;
}

/** How often the loops of a source go round for one cell: their ends are integers in it, and none stands in another. */
const roundsOf = (source: string): number =>
  Math.max(
    1,
    [...source.matchAll(/<(\d+);/g)].reduce((sum, [, end]) => sum + Number(end), 0),
  );

const kindOf = ({ kind }: FlatTexture): string => kind;

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

  *launch(source: Source, args: readonly Cells[], length: number): Drawing<Cells> {
    const text = typeof source === 'string' ? source : source.flat;
    const inputs: FlatTexture[] = [];
    for (const arg of args) inputs.push(yield* this.flat(arg));
    const work = WORK_PER_ROUND * length * roundsOf(text);
    const [width, height] = flatSize(length);
    const rows = Math.max(LEAST_ROWS, Math.floor(height / Math.ceil(work / WORK_PER_DRAW)));
    const flat =
      rows < height
        ? yield* this.launchRows(text, inputs, [width, height], { rows, work: (work * rows) / height })
        : yield* this.launchAll(text, inputs, length, work);
    return { length, flat: new FlatTexture(flat, [width, height], length, this.gl), packed: [] };
  }

  private *launchAll(source: string, inputs: readonly FlatTexture[], length: number, work: number) {
    yield* this.turn('plain', work);
    const drawn = this.cache.run(source, inputs.map(kindOf), inputs, [length]) as Drawn;
    this.textures.detachDrawn();
    return drawn.texture;
  }

  /** As many rows of the flat texture at once as one draw may have; the last ones may be drawn again. */
  private *launchRows(source: string, inputs: readonly FlatTexture[], [width, height]: Size, { rows, work }: Rows) {
    const shifted = fromFirst(source, `this.thread.y*${width}+this.thread.x`);
    const kinds = [...inputs.map(kindOf), 'number'];
    const whole = this.textures.create(1, width, height, null);
    let drawn = false;
    try {
      for (let row = 0; row < height; row += rows) {
        yield* this.turn('plain', work);
        const from = Math.min(row, height - rows);
        const piece = this.cache.run(shifted, kinds, [...inputs, from * width], [width, rows]) as Drawn;
        this.textures.copyRows(piece.texture, 0, whole, from, width, rows);
        // gpu.js draws into it again.
        piece.delete();
        this.gl.flush();
      }
      drawn = true;
      return whole;
    } finally {
      if (!drawn) this.textures.delete(whole);
    }
  }

  tunes(kernel: LaunchedKernel, args: readonly Shape[], out: Shape): boolean {
    const fits = [out, ...args].every((shape) => sizeOf(layoutOf(shape)).every((n) => n <= this.most));
    return fits && !this.uncompiled.has(kernel.id) && tunedFor(kernel) !== undefined && takes(kernel, args, out);
  }

  *tuned({ kernel, args, attrs, shapes }: TunedCall<Cells>): Drawing<Cells | undefined> {
    const [shape] = shapes as [Shape];
    const given = args.map((arg) => arg.shape);
    const tuned = this.tunes(kernel, given, shape) ? tunedFor(kernel) : undefined;
    if (!tuned) return undefined;
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
    // What was neither uploaded nor packed is what a plain kernel drew.
    const { raw, size } = cells.flat as FlatTexture;
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

  private *flat(cells: Cells): Drawing<FlatTexture> {
    cells.flat ??= yield* this.flatFrom(cells);
    cells.host = undefined;
    return cells.flat;
  }

  private *flatFrom({ host, packed, length }: Cells): Drawing<FlatTexture> {
    const size = flatSize(length);
    if (host) {
      const filled = new Float32Array(size[0] * size[1]);
      filled.set(host);
      return new FlatTexture(this.textures.create(1, ...size, filled), size, length, this.gl);
    }
    const [source] = packed as [PackedTexture];
    // Kernels find cells by the size that they are told: it has to be that of the texture.
    const drawnSize = [size[0], Math.max(LEAST_HEIGHT, size[1])] as const;
    const [drawn] = yield* this.run(UNPACK, drawnSize, [source], [source.layout.columns, size[0]], 100);
    return this.own(new FlatTexture(drawn as WebGLTexture, drawnSize, length, this.gl));
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
    const flat = dense ? undefined : yield* this.flat(cells);
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
  private own<T extends { readonly raw: WebGLTexture }>(texture: T): T {
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
