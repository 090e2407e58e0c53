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
  /** Work that was asked for since everything was done, when that began, and what was drawn last. */
  private pending = 0;
  private since = 0;
  private kind = '';
  /** Whether all of it is of that kind. */
  private alike = true;
  /** How much of a kind this device does in a turn: texels of one cost more than those of another with as many operations. */
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
      for (const piece of piecesOf(size, this.perDraw(program.id) / work)) {
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
    this.pending = 0;
  }

  /** Operations of one draw of a kind. */
  private perDraw(kind: string): number {
    return Math.min(WORK_PER_DRAW, this.perTurn.get(kind) ?? WORK_PER_DRAW);
  }

  /** Before work: draws are only taken down, so that a turn is over when the device is done with what it has. */
  protected *turn(kind: string, work: number): Drawing<void> {
    const most = this.perTurn.get(this.kind) ?? WORK_PER_DRAW;
    // Of another kind nobody knows how much would still fit.
    const over = kind === this.kind ? this.pending + work > most : this.pending >= WORK_PER_DRAW;
    if (this.pending > 0 && over) {
      this.memory.finish();
      const ms = Math.max(1, performance.now() - this.since);
      if (this.alike) this.perTurn.set(this.kind, Math.max(LEAST_WORK, (this.pending / ms) * TURN));
      this.settled();
      yield;
    }
    if (this.pending === 0) this.since = performance.now();
    this.alike = this.pending === 0 || (this.alike && kind === this.kind);
    this.kind = kind;
    this.pending += work;
  }

  private made(channels: Channels, width: number, height: number): WebGLTexture {
    const raw = this.memory.create(channels, width, height, null);
    this.loose.add(raw);
    return raw;
  }
}
