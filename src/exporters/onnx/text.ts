// An ONNX model as text to be read, in the manner of the standard's own text syntax. Knows no op.
import { shortestFloat32 } from '../../graph/numbers';
import type { Attribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValue } from './model';

/** Cells of a constant that are written out. */
const MOST_CELLS = 8;

/** Names as they are where they are plain, in quotes where they are not. */
const named = (name: string): string => (/^[A-Za-z_][\w.]*$/.test(name) ? name : JSON.stringify(name));
const listed = (names: readonly string[]): string => names.map((name) => (name === '' ? '""' : named(name))).join(', ');

const valueText = ({ name, element, dims }: OnnxValue): string =>
  `${element}${dims ? `[${dims.join(', ')}]` : ''} ${named(name)}`;

function cellsText({ element, cells }: OnnxTensor): string {
  const shown = Array.from({ length: Math.min(cells.length, MOST_CELLS) }, (_, i) => {
    const cell = cells[i] as number;
    return String(element === 'float' ? shortestFloat32(cell) : cell);
  });
  return `{${shown.join(', ')}${cells.length > MOST_CELLS ? `, … ${cells.length} cells` : ''}}`;
}

const tensorText = (tensor: OnnxTensor): string =>
  `${tensor.element}[${tensor.dims.join(', ')}] ${named(tensor.name)} = ${cellsText(tensor)}`;

function attributeText(value: Attribute, pad: string): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if ('float' in value) return String(value.float);
  if ('nodes' in value) return graphText(value, `${pad}  `);
  return 'cells' in value ? cellsText(value) : `[${value.join(', ')}]`;
}

function nodeText({ op, inputs, outputs, attributes }: OnnxNode, pad: string): string {
  const said = Object.entries(attributes).map(([name, value]) => `${name} = ${attributeText(value, pad)}`);
  return `${pad}${listed(outputs)} = ${op}${said.length > 0 ? ` <${said.join(', ')}>` : ''} (${listed(inputs)})`;
}

function graphText({ name, nodes, inputs, outputs, initializers }: OnnxGraph, pad: string): string {
  const takes = inputs.map(valueText).join(', ');
  const gives = outputs.map(valueText).join(', ');
  const kept = initializers.map((tensor) => `${pad}  <${tensorText(tensor)}>`);
  const lines = [...kept, ...nodes.map((node) => nodeText(node, `${pad}  `))];
  return [`${named(name)} (${takes}) => (${gives}) {`, ...lines, `${pad}}`].join('\n');
}

/** Every node on a line, weights by their first cells. */
export const onnxText = ({ opset, graph }: OnnxModel): string =>
  `<opset_import: ["" : ${opset}]>\n${graphText(graph, '')}\n`;
