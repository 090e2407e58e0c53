// An ONNX model as plain data, with the words of the standard (onnx.proto3). Types only.

/** Element types that are used here, with the numbers of TensorProto.DataType. */
export const ELEMENT = { float: 1, int64: 7, bool: 9, double: 11 } as const;
export type Element = keyof typeof ELEMENT;

export interface OnnxTensor {
  readonly name: string;
  readonly element: Element;
  readonly dims: readonly number[];
  readonly cells: ArrayLike<number>;
}

export type Attribute = number | { readonly float: number } | string | readonly number[] | OnnxGraph | OnnxTensor;

export interface OnnxNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A dim is a number or a name; a value without dims has a shape that nobody declares. */
export interface OnnxValue {
  readonly name: string;
  readonly element: Element;
  readonly dims?: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly initializers: readonly OnnxTensor[];
}

export interface OnnxModel {
  readonly graph: OnnxGraph;
  readonly opset: number;
  readonly doc: string;
}
