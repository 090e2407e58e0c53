// Draws programs for tuned kernels: cuts the work, puts blocks together, and gives arguments the layout that is asked for.
import { TextureArgument } from '../textureArgument';
import type { Channels, TextureMemory } from '../textureMemory';
import type { Argument, Draw, Drawing, PackedTexture, Target } from './draw';
import type { Layout, Size } from './layout';
import { widthOf } from './layout';
import { piecesOf } from './pieces';
import type { Program, Programs } from './program';

/** Floating-point operations of one draw: about 10 ms on two cores that render in software, and three times that beside other work. */
export const WORK_PER_DRAW = 2 ** 25;
/** The least that a draw is cut to. */
const LEAST_WORK = 2 ** 20;
/** Milliseconds of drawing between two turns of others. */
const TURN = 15;
/** gpu.js lays out what is one row high in a square instead. */
export const LEAST_HEIGHT = 2;

export class RowsTexture extends TextureArgument implements PackedTexture {
  constructor(
    raw: WebGLTexture,
    readonly layout: Layout,
    context: WebGL2RenderingContext,
  ) {
    const size = sizeOf(layout);
    super(raw, size, 4, size, context);
  }
}

export const sizeOf = ({ rows, columns }: Layout): Size => [
  Math.max(1, widthOf(columns)),
  Math.max(LEAST_HEIGHT, rows),
];

export abstract class Painter implements Draw {
  /** What nobody has yet of all that the kernel which is at work drew. */
  protected loose = new Set<WebGLTexture>();
  /** How much of a turn fills what was asked for since everything was done, what kinds of work that is, and when it began. */
  private filled = 0;
  private readonly pending = new Set<string>();
  private since = 0;
  /** How much work of a kind fills a turn: texels of one cost more than those of another with as many operations. */
  private readonly perTurn = new Map<string, number>();

  constructor(
    private readonly memory: TextureMemory,
    private readonly programs: Programs,
  ) {}

  abstract packed(argument: Argument): Drawing<PackedTexture>;
  abstract dense(argument: Argument): Drawing<PackedTexture | undefined>;

  *run(
    program: Program,
    [width, height]: Size,
    textures: readonly PackedTexture[],
    numbers: readonly number[],
    work: number,
  ) {
    const size = [width, Math.max(LEAST_HEIGHT, height)] as const;
    const outputs = Array.from({ length: program.outputs }, () => this.made(program.flat ? 1 : 4, ...size));
    let drawn = false;
    try {
      for (const piece of piecesOf(size, Math.min(WORK_PER_DRAW, this.mostOf(program.id)) / work)) {
        yield* this.turn(program.id, work * piece.width * piece.height);
        this.programs.draw(program, size, textures, numbers, outputs, piece);
        // Other work of the graphics process gets its turn between two draws.
        this.memory.gl.flush();
      }
      drawn = true;
      return outputs;
    } finally {
      // Nobody may want the rest.
      if (!drawn) this.drop(outputs);
    }
  }

  keep(drawn: WebGLTexture, layout: Layout): PackedTexture {
    return new RowsTexture(drawn, layout, this.memory.gl);
  }

  target(layout: Layout): Target {
    const [width, height] = sizeOf(layout);
    const raw = this.made(4, width, height);
    return {
      copy: (block, from, to, rows) => this.memory.copyRows(block, from, raw, to, width, rows),
      done: () => this.keep(raw, layout),
    };
  }

  drop(blocks: readonly WebGLTexture[]): void {
    for (const block of blocks) {
      this.loose.delete(block);
      this.memory.delete(block);
    }
  }

  release({ raw }: PackedTexture): void {
    this.drop([raw]);
  }

  /** Everything that was asked for is done. */
  protected settled(): void {
    this.filled = 0;
    this.pending.clear();
  }

  /** Before work: draws are only taken down, so that a turn is over when the device is done with what it has. */
  protected *turn(kind: string, work: number): Drawing<void> {
    if (this.filled > 0 && this.filled + work / this.mostOf(kind) > 1) {
      this.memory.finish();
      this.learn();
      this.settled();
      yield;
    }
    if (this.filled === 0) this.since = performance.now();
    this.filled += work / this.mostOf(kind);
    this.pending.add(kind);
  }

  private mostOf(kind: string): number {
    return this.perTurn.get(kind) ?? WORK_PER_DRAW;
  }

  /** As much more of what was done fits into a turn as it was done sooner. */
  private learn(): void {
    const faster = (this.filled * TURN) / Math.max(1, performance.now() - this.since);
    for (const kind of this.pending) this.perTurn.set(kind, Math.max(LEAST_WORK, faster * this.mostOf(kind)));
  }

  private made(channels: Channels, width: number, height: number): WebGLTexture {
    const raw = this.memory.create(channels, width, height, null);
    this.loose.add(raw);
    return raw;
  }
}
