// Float textures of one WebGL2 context: made, filled, copied, read. Knows no kernel and no library.

/** Floats in a texel: cells of their own, or four of a row. */
export type Channels = 1 | 4;

export class TextureMemory {
  private readonly frame: WebGLFramebuffer;
  private tight: boolean | undefined;

  constructor(readonly gl: WebGL2RenderingContext) {
    this.frame = gl.createFramebuffer();
  }

  /** Rows and columns of texels that one texture may have. */
  get most(): number {
    return this.gl.getParameter(this.gl.MAX_TEXTURE_SIZE) as number;
  }

  /** `data` fills the texture, or nothing does. */
  create(channels: Channels, width: number, height: number, data: Float32Array | null): WebGLTexture {
    const { gl } = this;
    const raw = gl.createTexture();
    this.bind(raw);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    const [kept, given] = channels === 1 ? [gl.R32F, gl.RED] : [gl.RGBA32F, gl.RGBA];
    gl.texImage2D(gl.TEXTURE_2D, 0, kept, width, height, 0, given, gl.FLOAT, data);
    return raw;
  }

  /** Whole rows of one texture into another as wide. */
  copyRows(from: WebGLTexture, fromRow: number, to: WebGLTexture, toRow: number, width: number, height: number): void {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
    this.attach(from);
    this.bind(to);
    gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, 0, toRow, 0, fromRow, width, height);
    this.attach(null);
  }

  /** One flat read of the first rows; four floats a texel where the driver gives no fewer. */
  read(raw: WebGLTexture, channels: Channels, width: number, height: number): Float32Array {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
    this.attach(raw);
    const tight = channels === 1 && this.readsTight();
    const pixels = new Float32Array(width * height * (tight ? 1 : 4));
    gl.readPixels(0, 0, width, height, tight ? gl.RED : gl.RGBA, gl.FLOAT, pixels);
    this.attach(null);
    const error = gl.getError();
    if (error !== gl.NO_ERROR && error !== gl.CONTEXT_LOST_WEBGL) throw new Error(`WebGL reports error ${error}`);
    return channels === 4 || tight ? pixels : pixels.filter((_, i) => i % 4 === 0);
  }

  delete(raw: WebGLTexture): void {
    this.gl.deleteTexture(raw);
  }

  /** Left attached to the framebuffer of its kernel, a deleted texture would keep its memory. */
  detachDrawn(): void {
    this.attach(null);
  }

  dispose(): void {
    this.gl.deleteFramebuffer(this.frame);
  }

  private readsTight(): boolean {
    const { gl } = this;
    this.tight ??=
      gl.getParameter(gl.IMPLEMENTATION_COLOR_READ_FORMAT) === gl.RED &&
      gl.getParameter(gl.IMPLEMENTATION_COLOR_READ_TYPE) === gl.FLOAT;
    return this.tight;
  }

  private bind(raw: WebGLTexture): void {
    const { gl } = this;
    // The last unit that every WebGL2 has; kernels count their arguments from the first.
    gl.activeTexture(gl.TEXTURE15);
    gl.bindTexture(gl.TEXTURE_2D, raw);
  }

  private attach(raw: WebGLTexture | null): void {
    const { gl } = this;
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, raw, 0);
  }
}
