// What a tuned kernel is, and what it is given to work with. Types only.
import type { ConcreteAttrs, Shape } from '../kernel';
import type { Layout } from './layout';
import type { Program, Size, Typed } from './program';

/** Cells four to a texel; an argument of programs. */
export interface PackedTexture extends Typed {
  readonly raw: WebGLTexture;
  readonly layout: Layout;
}

/** Where the blocks that programs draw are put together. */
export interface Target {
  /** Rows of a drawn block, from its row `from` on, to the rows from `to` on. */
  copy(block: WebGLTexture, from: number, to: number, height: number): void;
  done(): PackedTexture;
}

export interface Argument {
  readonly shape: Shape;
}

export interface Draw {
  /** The argument with rows of its own last axis. */
  packed(argument: Argument): PackedTexture;
  /** The argument with rows of any width that leave no texel half empty, if it has any. */
  dense(argument: Argument): PackedTexture | undefined;
  run(program: Program, size: Size, textures: readonly PackedTexture[], numbers: readonly number[]): WebGLTexture[];
  /** What a program drew, as a whole. */
  keep(drawn: WebGLTexture, layout: Layout): PackedTexture;
  target(layout: Layout): Target;
  /** Blocks that were copied. */
  drop(blocks: readonly WebGLTexture[]): void;
  release(texture: PackedTexture): void;
  /** How many rows one draw may have, so that it takes no longer than a page can bear; at least one. */
  rowsPerDraw(flopsPerRow: number): number;
}

/** The only output, or undefined where the plain kernel has to do it. */
export type Tuned = (
  draw: Draw,
  args: readonly Argument[],
  attrs: ConcreteAttrs,
  shapes: readonly Shape[],
) => PackedTexture | undefined;
