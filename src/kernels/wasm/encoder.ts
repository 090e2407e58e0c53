// Writes small WebAssembly modules byte by byte: one function each, over an imported memory. Knows no op.

type Bytes = readonly number[];

/** Unsigned LEB128, as the WebAssembly specification (section 5.2.2) writes numbers. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

const sized = (bytes: Bytes): number[] => [...unsigned(bytes.length), ...bytes];
const list = (items: readonly Bytes[]): number[] => [...unsigned(items.length), ...items.flat()];
const text = (name: string): number[] => sized([...name].map((c) => c.charCodeAt(0)));
const section = (id: number, items: readonly Bytes[]): number[] => [id, ...sized(list(items))];

export const I32 = 0x7f;
export const V128 = 0x7b;

/** A function of four numbers that the module calls: (v128) -> v128 with this name in `env`. */
export interface FunctionModule {
  readonly imports: readonly string[];
  /** i32 parameters of the one exported function, `run`. */
  readonly params: number;
  /** Types of its further locals. */
  readonly locals: readonly number[];
  /** Imported functions have the indices 0, 1, ... in the order of `imports`. */
  readonly code: Bytes;
}

/** The bytes of a module that imports `env.memory` and exports `run`. */
export function encode({ imports, params, locals, code }: FunctionModule): Uint8Array<ArrayBuffer> {
  const types = [
    [0x60, ...list([[V128]]), ...list([[V128]])],
    [0x60, ...list(Array.from({ length: params }, () => [I32])), ...list([])],
  ];
  const memory = [...text('env'), ...text('memory'), 0x02, 0x00, ...unsigned(0)];
  const functions = imports.map((name) => [...text('env'), ...text(name), 0x00, ...unsigned(0)]);
  const body = sized([...list(locals.map((type) => [1, type])), ...code, 0x0b]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(2, [memory, ...functions]),
    ...section(3, [unsigned(1)]),
    ...section(7, [[...text('run'), 0x00, ...unsigned(imports.length)]]),
    ...section(10, [body]),
  ]);
}

const float = new DataView(new ArrayBuffer(4));

/** Four times the same float32, as the immediate of v128.const. */
export function splatBytes(value: number): number[] {
  float.setFloat32(0, value, true);
  const one = [0, 1, 2, 3].map((i) => float.getUint8(i));
  return [...one, ...one, ...one, ...one];
}
