// Attention as an ONNX model, run by onnxruntime-web on WebAssembly with one thread. Field numbers are those of onnx.proto.

import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as ort from 'onnxruntime-web/wasm';
import { type Case, HEADS, type MakeRunner, type Weights } from './attention';
import { bytes, join, message, text, whole } from './protobuf';

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = { wasm };

const [FLOAT, INT64] = [1, 7];

const attribute = {
  whole: (name: string, value: number) => message(5, text(1, name), whole(3, value), whole(20, 2)),
  wholes: (name: string, values: readonly number[]) =>
    message(5, text(1, name), ...values.map((value) => whole(8, value)), whole(20, 7)),
};

const node = (op: string, inputs: readonly string[], output: string, ...attributes: readonly Uint8Array[]) =>
  message(1, ...inputs.map((name) => text(1, name)), text(2, output), text(4, op), ...attributes);

const initializer = (name: string, dims: readonly number[], type: number, data: ArrayBufferView) =>
  message(
    5,
    ...dims.map((dim) => whole(1, dim)),
    whole(2, type),
    text(8, name),
    bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );

/** ValueInfoProto of a float tensor. */
const value = (field: number, name: string, dims: readonly number[]) => {
  const shape = message(2, ...dims.map((dim) => message(1, whole(1, dim))));
  return message(field, text(1, name), message(2, message(1, whole(1, FLOAT), shape)));
};

/** 0 where a key may be seen, -1e30 after the query. */
const causalMask = (tokens: number): Float32Array =>
  Float32Array.from({ length: tokens * tokens }, (_, cell) => (cell % tokens > Math.floor(cell / tokens) ? -1e30 : 0));

const heads = (name: string, order: readonly number[]) => [
  node('MatMul', ['x', `${name}.weight`], `${name}.rows`),
  node('Reshape', [`${name}.rows`, 'split'], `${name}.parts`),
  node('Transpose', [`${name}.parts`], name, attribute.wholes('perm', order)),
];

const steps = [
  ...heads('query', [1, 0, 2]),
  ...heads('key', [1, 2, 0]),
  ...heads('value', [1, 0, 2]),
  node('MatMul', ['query', 'key'], 'scores'),
  node('Add', ['scores', 'mask'], 'masked'),
  node('Softmax', ['masked'], 'weights', attribute.whole('axis', 2)),
  node('MatMul', ['weights', 'value'], 'context'),
  node('Transpose', ['context'], 'context.parts', attribute.wholes('perm', [1, 0, 2])),
  node('Reshape', ['context.parts', 'merged'], 'context.rows'),
  node('MatMul', ['context.rows', 'output.weight'], 'y'),
];

/** The scale of the scores is folded into the weights of the queries, as an exporter would. */
function model({ tokens, width }: Case, weights: Weights): Uint8Array {
  const size = width / HEADS;
  const square = [width, width];
  const graph = message(
    7,
    ...steps,
    text(2, 'attention'),
    initializer(
      'query.weight',
      square,
      FLOAT,
      weights.query.map((w) => w / Math.sqrt(size)),
    ),
    initializer('key.weight', square, FLOAT, weights.key),
    initializer('value.weight', square, FLOAT, weights.value),
    initializer('output.weight', square, FLOAT, weights.output),
    initializer('mask', [tokens, tokens], FLOAT, causalMask(tokens)),
    initializer('split', [3], INT64, BigInt64Array.from([tokens, HEADS, size].map(BigInt))),
    initializer('merged', [2], INT64, BigInt64Array.from([tokens, width].map(BigInt))),
    value(11, 'x', [tokens, width]),
    value(12, 'y', [tokens, width]),
  );
  const opset = message(8, text(1, ''), whole(2, 17));
  return join([whole(1, 8), opset, graph]);
}

export const onnx: MakeRunner = async (of, weights) => {
  const session = await ort.InferenceSession.create(model(of, weights), { executionProviders: ['wasm'] });
  return {
    engine: 'onnxruntime-web',
    backend: 'wasm',
    run: async (input) => {
      const { y } = await session.run({ x: new ort.Tensor('float32', input, [of.tokens, of.width]) });
      return y?.data as Float32Array;
    },
    dispose: () => void session.release(),
  };
};
