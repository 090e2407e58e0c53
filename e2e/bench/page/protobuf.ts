// Protocol Buffers on the wire, as much as a small ONNX model needs (protobuf.dev, "Encoding"). Knows no ONNX.

const encoder = new TextEncoder();

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Uint8Array.of(...bytes, rest);
}

/** A whole number from 0. */
export const whole = (field: number, value: number): Uint8Array => join([varint(field * 8), varint(value)]);

export const bytes = (field: number, value: Uint8Array): Uint8Array =>
  join([varint(field * 8 + 2), varint(value.length), value]);

export const text = (field: number, value: string): Uint8Array => bytes(field, encoder.encode(value));

export const message = (field: number, ...parts: readonly Uint8Array[]): Uint8Array => bytes(field, join(parts));
