// A texture as gpu.js takes it for an argument of a kernel. Whoever made it deletes it.
import { Texture } from 'gpu.js';
import type { Channels } from './textureMemory';

/**
 * gpu.js counts the users of a texture; being one that never goes away, this keeps it from deleting the texture and from
 * rendering into it again.
 */
export class TextureArgument extends Texture {
  declare readonly type: string;

  constructor(
    readonly raw: WebGLTexture,
    readonly size: ArrayLike<number>,
    channels: Channels,
    output: readonly number[],
    context: WebGL2RenderingContext,
  ) {
    super({
      texture: raw,
      size: size as number[],
      dimensions: [Math.max(1, output[0] ?? 1), output[1] ?? 1, 1],
      output: [...output],
      context,
      // Only asked for by what gpu.js does with textures of its own.
      kernel: {} as Texture['kernel'],
      type: `ArrayTexture(${channels})` as 'NumberTexture',
    });
  }

  override clone(): this {
    return this;
  }

  override delete(): void {}
}
