// Text inside of PNG files, in chunks of their own (PNG, third edition, 11.3.3.4). Trusts no length that a file states.

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and checksum around the data of a chunk. */
const [HEAD, TAIL] = [8, 4];
/** International text, not compressed, in no stated language. */
const TYPE = 'iTXt';
const LATIN1 = new TextDecoder('latin1');

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, at) => bytes[at] === byte);

/** The same picture with a text under a keyword, which is plain ASCII. Throws RangeError for what is no PNG. */
export function withPngText(png: Uint8Array, keyword: string, text: string): Uint8Array {
  const [header] = chunksOf(png);
  if (header?.type !== 'IHDR') throw new RangeError('this is no PNG');
  const data = new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`);
  const place = header.to + TAIL;
  return joined(png.subarray(0, place), chunk(TYPE, data), png.subarray(place));
}

/** The text under a keyword; undefined where there is none. Throws RangeError where it is damaged. */
export function pngText(png: Uint8Array, keyword: string): string | undefined {
  const start = `${keyword}\0\0\0`;
  for (const { type, from, to } of chunksOf(png)) {
    if (type !== TYPE || LATIN1.decode(png.subarray(from, from + start.length)) !== start) continue;
    if (to + TAIL > png.length || viewOf(png).getUint32(to) !== crc32(png.subarray(from - TAIL, to))) {
      throw new RangeError('the text in this PNG is damaged');
    }
    // After the language and the translated keyword, both ended by a zero.
    const language = png.indexOf(0, from + start.length);
    const translated = png.indexOf(0, language + 1);
    if (language < 0 || translated < 0 || translated >= to) throw new RangeError('the text in this PNG is damaged');
    return new TextDecoder('utf-8', { fatal: true }).decode(png.subarray(translated + 1, to));
  }
  return undefined;
}

interface Chunk {
  readonly type: string;
  /** Where its data lies. */
  readonly from: number;
  readonly to: number;
}

/** As far as the file goes; the last one may be cut short. */
function* chunksOf(png: Uint8Array): Generator<Chunk> {
  const view = viewOf(png);
  for (let at = SIGNATURE.length; isPng(png) && at + HEAD <= png.length; ) {
    const from = at + HEAD;
    const to = from + view.getUint32(at);
    yield { type: LATIN1.decode(png.subarray(at + 4, from)), from, to };
    at = to + TAIL;
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function chunk(type: string, data: Uint8Array): Uint8Array {
  const typed = joined(new TextEncoder().encode(type), data);
  return joined(uint32(data.length), typed, uint32(crc32(typed)));
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, value);
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Of ISO 3309, as PNG takes it. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (TABLE[(rest ^ byte) & 0xff] as number) ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
