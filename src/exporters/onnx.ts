// A graph as ONNX: weights inside, sizes that texts may change left open, loops as Scan.
import type { Checked } from '../execution/checked';
import { type Feed, link } from '../execution/link';
import type { Type } from '../tensor/tensor';
import { commonLosses, finalPorts, fixedSizes } from './chosen';
import type { Exported } from './exported';
import { withAttention } from './onnx/attention';
import { type Held, Shared } from './onnx/builder';
import { ProgramGraph } from './onnx/graph';
import type { Element, OnnxModel, OnnxValue } from './onnx/model';
import { encodeModel } from './onnx/wire';
import { bareSymbol, type Fixed, knownSize } from './polynomial';
import { snakeCase } from './torch/names';

export interface OnnxOptions {
  /** What the model gives, as `<node>.<port>`; by default every output that no wire leads away from. */
  readonly ports?: readonly string[];
  /** 23 says attention in one operator where the graph has that pattern; older engines read 21. */
  readonly opset?: 21 | 23;
  /** Of the file, without ending; by default made of the graph's title. */
  readonly name?: string;
}

export interface OnnxExported extends Exported {
  readonly model: OnnxModel;
}

const elementOf = ({ dtype }: Type): Element => (dtype === 'int' ? 'int64' : 'float');
const dimsOf = ({ dims }: Type, fixed: Fixed) => dims.map((dim) => knownSize(dim, fixed) ?? String(dim));

/**
 * `<name>.onnx`. The graph's texts and tensors are inputs `<node>.<port>` (ids as int64), its outputs have the names of their
 * ports; where a port only passes an input on, its output is `<node>.<port>.out`.
 */
export function exportOnnx(
  checked: Checked,
  { ports = finalPorts(checked), name, opset = 21 }: OnnxOptions = {},
): OnnxExported {
  const { program: linked, feeds } = link(checked, ports);
  const fixed = fixedSizes(checked);
  const program = opset === 23 ? withAttention(linked, fixed) : linked;
  const read = new Set([...program.steps.flatMap(({ args }) => args), ...Object.values(program.outputs)]);
  const inputs = program.inputs.map(({ name: own, value }, k) => {
    const { weight, value: cells } = feeds[k] as Feed;
    const type = program.types[value] as Type;
    // What lies in a container is no input of the graph: `<container>.<node>.<name>`.
    const kept = weight === true || own.split('.').length > 2;
    return { name: own, type, kept, cells, isRead: read.has(value) };
  });
  const given = inputs.filter(({ kept }) => !kept);
  const places = new Map(
    given.toReversed().flatMap(({ name: input, type: { dims } }) =>
      dims.flatMap((dim, axis) => {
        const symbol = bareSymbol(dim, fixed);
        return symbol === undefined ? [] : [[symbol, { input, axis }] as const];
      }),
    ),
  );
  const shared = new Shared(checked.sizes, fixed, places);
  for (const { name: own, type, kept, cells, isRead } of inputs) {
    shared.fresh(own);
    if (!kept || !isRead) continue;
    shared.initializers.set(own, { name: own, element: elementOf(type), dims: cells.shape, cells: cells.data });
  }
  for (const port of ports) shared.fresh(port);
  const held = inputs.map(({ name: own, type }): Held => ({ name: own, element: elementOf(type) }));
  const graph = new ProgramGraph(shared, program, held);
  const names = new Set(inputs.map(({ name: own }) => own));
  const outputs = ports.map((port): OnnxValue => {
    const { name: from, element } = graph.output(port);
    const own = names.has(port) ? shared.fresh(`${port}.out`) : port;
    graph.builder.nodes.push({ name: `output ${own}`, op: 'Identity', inputs: [from], outputs: [own], attributes: {} });
    return { name: own, element, dims: dimsOf(program.types[program.outputs[port] as number] as Type, fixed) };
  });
  const title = checked.graph.title ?? '';
  const model: OnnxModel = {
    opset,
    doc: title,
    graph: {
      name: title || 'graph',
      nodes: [...shared.sizes, ...graph.builder.nodes],
      inputs: given.map(({ name: own, type }) => ({ name: own, element: elementOf(type), dims: dimsOf(type, fixed) })),
      outputs,
      initializers: [...shared.initializers.values()],
    },
  };
  const file = `${name ?? (snakeCase(title) || 'model')}.onnx`;
  return {
    model,
    files: [{ name: file, bytes: encodeModel(model) }],
    losses: [...commonLosses(checked), ...shared.losses],
  };
}
