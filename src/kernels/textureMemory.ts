// Float textures of one WebGL2 context: made, filled, copied, read. Knows no kernel and no library.

/** Floats in a texel: cells of their own, or four of a row. */
export type Channels = 1 | 4;

/** Bytes of textures that are kept for later. */
const MOST_FREE_BYTES = 128 * 2 ** 20;

const bytesOf = (size: string): number =>
  size.split(' ').reduce((n, part) => n * Number(part), Float32Array.BYTES_PER_ELEMENT);

export class TextureMemory {
  private readonly frame: WebGLFramebuffer;
  private tight: boolean | undefined;
  /** A texel to read. */
  private probe: WebGLTexture | undefined;
  /** Textures that nobody uses now, in the order in which they were given back. */
  private readonly free: WebGLTexture[] = [];
  private freeBytes = 0;
  /** Channels, width and height of every texture made here. */
  private readonly sizes = new Map<WebGLTexture, string>();

  constructor(readonly gl: WebGL2RenderingContext) {
    this.frame = gl.createFramebuffer();
  }

  /** Rows and columns of texels that one texture may have. */
  get most(): number {
    return this.gl.getParameter(this.gl.MAX_TEXTURE_SIZE) as number;
  }

  /** `data` fills the texture, or nobody does: it holds what was there before, until something is drawn. */
  create(channels: Channels, width: number, height: number, data: Float32Array | null): WebGLTexture {
    const { gl } = this;
    const raw = this.reused(`${channels} ${width} ${height}`) ?? this.fresh(channels, width, height);
    if (!data) return raw;
    this.bind(raw);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, channels === 1 ? gl.RED : gl.RGBA, gl.FLOAT, data);
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

  /** Waits for every draw so far: only reading a texel does, `finish` does not in browsers. */
  finish(): void {
    this.probe ??= this.fresh(4, 1, 1);
    this.read(this.probe, 4, 1, 1);
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

  /** Kept for the next of its size, while there are not too many: a browser fills every new one with zeros. */
  delete(raw: WebGLTexture): void {
    const size = this.sizes.get(raw);
    if (!size) {
      this.gl.deleteTexture(raw);
      return;
    }
    this.free.push(raw);
    this.freeBytes += bytesOf(size);
    while (this.freeBytes > MOST_FREE_BYTES) this.forget(this.free[0] as WebGLTexture);
  }

  /** Left attached to the framebuffer of its kernel, a deleted texture would keep its memory. */
  detachDrawn(): void {
    this.attach(null);
  }

  /** Gives back what is only kept for later. */
  trim(): void {
    for (const raw of [...this.free]) this.forget(raw);
  }

  dispose(): void {
    this.trim();
    if (this.probe) this.gl.deleteTexture(this.probe);
    this.gl.deleteFramebuffer(this.frame);
  }

  private fresh(channels: Channels, width: number, height: number): WebGLTexture {
    const { gl } = this;
    const raw = gl.createTexture();
    this.bind(raw);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.texStorage2D(gl.TEXTURE_2D, 1, channels === 1 ? gl.R32F : gl.RGBA32F, width, height);
    this.sizes.set(raw, `${channels} ${width} ${height}`);
    return raw;
  }

  /** The one that was freed last, whose memory is the warmest. */
  private reused(size: string): WebGLTexture | undefined {
    const at = this.free.findLastIndex((raw) => this.sizes.get(raw) === size);
    if (at < 0) return undefined;
    this.freeBytes -= bytesOf(size);
    return this.free.splice(at, 1)[0];
  }

  private forget(raw: WebGLTexture): void {
    this.freeBytes -= bytesOf(this.sizes.get(raw) ?? '');
    this.free.splice(this.free.indexOf(raw), 1);
    this.sizes.delete(raw);
    this.gl.deleteTexture(raw);
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
