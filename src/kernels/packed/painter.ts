// Draws programs for tuned kernels: cuts the work, puts blocks together, and gives arguments the layout that is asked for.
import { TextureArgument } from '../textureArgument';
import type { TextureMemory } from '../textureMemory';
import type { Argument, Draw, PackedTexture, Target } from './draw';
import type { Layout } from './layout';
import { widthOf } from './layout';
import type { Program, Programs, Size } from './program';

/** Floating-point operations of one draw: about 20 ms on two cores of 2020 that render in software. */
const FLOPS_PER_DRAW = 2 ** 27;
/** gpu.js lays out what is one row high in a square instead. */
const LEAST_HEIGHT = 2;

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
  /** Draws so far. */
  draws = 0;

  constructor(
    private readonly memory: TextureMemory,
    private readonly programs: Programs,
  ) {}

  abstract packed(argument: Argument): PackedTexture;
  abstract dense(argument: Argument): PackedTexture | undefined;

  run(program: Program, [width, height]: Size, textures: readonly PackedTexture[], numbers: readonly number[]) {
    const size = [width, Math.max(LEAST_HEIGHT, height)] as const;
    const outputs = Array.from({ length: program.outputs }, () => this.memory.create(4, ...size, null));
    this.programs.draw(program, size, textures, numbers, outputs);
    this.draws += 1;
    // Other work of the graphics process gets its turn between two draws.
    this.memory.gl.flush();
    return outputs;
  }

  keep(drawn: WebGLTexture, layout: Layout): PackedTexture {
    return new RowsTexture(drawn, layout, this.memory.gl);
  }

  target(layout: Layout): Target {
    const [width, height] = sizeOf(layout);
    const raw = this.memory.create(4, width, height, null);
    return {
      copy: (block, from, to, rows) => this.memory.copyRows(block, from, raw, to, width, rows),
      done: () => this.keep(raw, layout),
    };
  }

  drop(blocks: readonly WebGLTexture[]): void {
    for (const block of blocks) this.memory.delete(block);
  }

  release({ raw }: PackedTexture): void {
    this.memory.delete(raw);
  }

  rowsPerDraw(flopsPerRow: number): number {
    return Math.max(LEAST_HEIGHT, Math.floor(FLOPS_PER_DRAW / flopsPerRow));
  }
}
