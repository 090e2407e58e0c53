// What a tuned kernel is, and what it is given to work with. Types only.
import type { ConcreteAttrs, Shape } from '../kernel';
import type { Layout, Size } from './layout';
import type { Program, Typed } from './program';

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

/** Work that others get their turn in between of. */
export type Drawing<T> = Generator<void, T, void>;

/** What is drawn or begun belongs to this until it is dropped, released or returned. */
export interface Draw {
  /** The argument with rows of its own last axis. */
  packed(argument: Argument): Drawing<PackedTexture>;
  /** The argument with rows of any width that leave no texel half empty, if it has any. */
  dense(argument: Argument): Drawing<PackedTexture | undefined>;
  /** `work`: floating-point operations for a texel of every output. What would take long is drawn in pieces. */
  run(
    program: Program,
    size: Size,
    textures: readonly PackedTexture[],
    numbers: readonly number[],
    work: number,
  ): Drawing<WebGLTexture[]>;
  /** What a program drew, as a whole. */
  keep(drawn: WebGLTexture, layout: Layout): PackedTexture;
  target(layout: Layout): Target;
  /** Blocks that were copied. */
  drop(blocks: readonly WebGLTexture[]): void;
  release(texture: PackedTexture): void;
}

/** The only output, or undefined where the plain kernel has to do it. */
export type Tuned = (
  draw: Draw,
  args: readonly Argument[],
  attrs: ConcreteAttrs,
  shapes: readonly Shape[],
) => Drawing<PackedTexture | undefined>;
