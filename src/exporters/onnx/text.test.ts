// ONNX models as text: what a reader of the code panel sees.
import { expect, it } from 'vitest';
import { check, node, wires } from '../../testing/build';
import { exportOnnx } from '../onnx';
import { onnxText } from './text';

it('names inputs with their sizes, weights by their first cells, and every node', () => {
  const graph = {
    title: 'Tiny',
    nodes: [node('x', 'tensor', { values: [[1, 2]] }), node('y', 'linear', { features: 1, bias: false })],
    edges: wires('x.out > y.x'),
    weights: { 'y.weight': { shape: [2, 1], data: [0.5, 2] } },
  };
  expect(onnxText(exportOnnx(check(graph)).model)).toBe(
    [
      '<opset_import: ["" : 21]>',
      'Tiny (float[1, 2] x.out) => (float[1, 1] y.out) {',
      '  <float[2, 1] y.weight = {0.5, 2}>',
      '  "y/MatMul" = MatMul (x.out, y.weight)',
      '  y.out = Identity ("y/MatMul")',
      '}',
      '',
    ].join('\n'),
  );
});
