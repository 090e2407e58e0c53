// ONNX models as bytes: the fields of onnx.proto3 by number, written with a protobuf writer. Knows no op.
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import {
  type Attribute,
  ELEMENT,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from './model';

/** The version of the format that brought each opset; readers refuse an older one. */
const IR_VERSION: Readonly<Record<number, number>> = { 21: 10, 23: 11 };

const text = (to: BinaryWriter, field: number, value: string) => to.tag(field, WireType.LengthDelimited).string(value);
const whole = (to: BinaryWriter, field: number, value: number | bigint) => to.tag(field, WireType.Varint).int64(value);

function message(to: BinaryWriter, field: number, write: (inner: BinaryWriter) => void): void {
  to.tag(field, WireType.LengthDelimited).fork();
  write(to);
  to.join();
}

function packed(to: BinaryWriter, field: number, values: readonly number[]): void {
  message(to, field, () => {
    for (const value of values) to.int64(value);
  });
}

/** Raw little-endian cells. */
function cellsOf({ element, cells }: OnnxTensor): Uint8Array {
  const bytes = { float: 4, int64: 8, bool: 1, double: 8 }[element];
  const view = new DataView(new ArrayBuffer(cells.length * bytes));
  for (let i = 0; i < cells.length; i++) {
    const [at, cell] = [i * bytes, cells[i] as number];
    if (element === 'float') view.setFloat32(at, cell, true);
    else if (element === 'double') view.setFloat64(at, cell, true);
    else if (element === 'int64') view.setBigInt64(at, BigInt(cell), true);
    else view.setUint8(at, cell);
  }
  return new Uint8Array(view.buffer);
}

function tensor(to: BinaryWriter, value: OnnxTensor): void {
  if (value.dims.length > 0) packed(to, 1, value.dims);
  whole(to, 2, ELEMENT[value.element]);
  if (value.name !== '') text(to, 8, value.name);
  to.tag(9, WireType.LengthDelimited).bytes(cellsOf(value));
}

/** AttributeProto.AttributeType */
const TYPE = { float: 1, int: 2, string: 3, tensor: 4, graph: 5, ints: 7 } as const;

function attribute(to: BinaryWriter, name: string, value: Attribute): void {
  text(to, 1, name);
  const typed = (type: keyof typeof TYPE): void => {
    whole(to, 20, TYPE[type]);
  };
  if (typeof value === 'number') {
    whole(to, 3, value);
    typed('int');
  } else if (typeof value === 'string') {
    text(to, 4, value);
    typed('string');
  } else if ('float' in value) {
    to.tag(2, WireType.Bit32).float(value.float);
    typed('float');
  } else if ('nodes' in value) {
    message(to, 6, (inner) => graph(inner, value));
    typed('graph');
  } else if ('cells' in value) {
    message(to, 5, (inner) => tensor(inner, value));
    typed('tensor');
  } else {
    // Not packed: onnx.proto says so for attributes.
    for (const one of value) whole(to, 8, one);
    typed('ints');
  }
}

function node(to: BinaryWriter, { name, op, inputs, outputs, attributes }: OnnxNode): void {
  for (const input of inputs) text(to, 1, input);
  for (const output of outputs) text(to, 2, output);
  text(to, 3, name);
  text(to, 4, op);
  for (const [own, value] of Object.entries(attributes)) message(to, 5, (inner) => attribute(inner, own, value));
}

function valueInfo(to: BinaryWriter, { name, element, dims }: OnnxValue): void {
  text(to, 1, name);
  message(to, 2, (type) =>
    message(type, 1, (tensorType) => {
      whole(tensorType, 1, ELEMENT[element]);
      if (!dims) return;
      message(tensorType, 2, (shape) => {
        for (const dim of dims)
          message(shape, 1, (one) => (typeof dim === 'number' ? whole(one, 1, dim) : text(one, 2, dim)));
      });
    }),
  );
}

function graph(to: BinaryWriter, { name, nodes, inputs, outputs, initializers }: OnnxGraph): void {
  for (const one of nodes) message(to, 1, (inner) => node(inner, one));
  text(to, 2, name);
  for (const one of initializers) message(to, 5, (inner) => tensor(inner, one));
  for (const one of inputs) message(to, 11, (inner) => valueInfo(inner, one));
  for (const one of outputs) message(to, 12, (inner) => valueInfo(inner, one));
}

export function encodeModel({ graph: main, opset, doc }: OnnxModel): Uint8Array {
  const to = new BinaryWriter();
  whole(to, 1, IR_VERSION[opset] ?? 10);
  text(to, 2, 'Attention Workbench');
  if (doc !== '') text(to, 6, doc);
  message(to, 7, (inner) => graph(inner, main));
  message(to, 8, (inner) => {
    text(inner, 1, '');
    whole(inner, 2, opset);
  });
  return to.finish();
}
