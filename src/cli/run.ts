// `run FILE`: every output of every node that can run.
import type { Checked, CheckedNode } from '../execution/checked';
import { Engine } from '../execution/engine';
import { type Problem, showType } from '../execution/problem';
import { valueProblem } from '../execution/values';
import { createKernels } from '../kernels/devices';
import type { Tensor } from '../tensor/tensor';
import { checked, openGraph } from './open';
import { problemJson, table, tensorJson } from './show';
import type { Terminal } from './terminal';

/** Without native WebGL, Node has these. */
export const BACKENDS = ['cpu', 'webasm', 'wasm'] as const;
export type CliBackend = (typeof BACKENDS)[number];

export interface RunOptions {
  readonly settings: readonly string[];
  readonly backend: CliBackend;
  readonly json: boolean;
}

/** `{"backend", "outputs"}` or tables; what is wrong goes to standard error. 1 when a node could not run, else 0. */
export async function runCommand(terminal: Terminal, path: string, options: RunOptions): Promise<number> {
  const graph = openGraph(terminal, path, options.settings);
  const remark = (problem: Problem) => terminal.remark(problemJson(graph, problem).message);
  const state = checked(graph);
  const engine = new Engine({ backends: BACKENDS, create: createKernels });
  try {
    const never = new AbortController().signal;
    const { backend, fallback, runs } = await engine.run(state, options.backend, {
      signal: never,
      pause: async () => {},
    });
    if (fallback !== undefined) terminal.remark(fallback);
    const failed = [...state.problems, ...runs.flatMap(({ problem }) => problem ?? [])];
    failed.forEach(remark);
    const outputs = await readOutputs(engine, state);
    for (const { node, port, value } of outputs) {
      const seen = valueProblem(node.id, port, node.type?.outputs[port], value);
      if (seen) remark(seen);
    }
    if (options.json) {
      const json = Object.fromEntries(outputs.map(({ name, value }) => [name, tensorJson(value)]));
      terminal.print(JSON.stringify({ backend, outputs: json }));
    } else {
      const shape = ({ node, port }: Output) => showType(node.outputs[port]?.dims ?? [], state.sizes);
      const tables = outputs.map((output) => table(output.name, output.value, shape(output)));
      terminal.print([...tables, backend].join('\n\n'));
    }
    return failed.length === 0 ? 0 : 1;
  } finally {
    engine.close();
  }
}

interface Output {
  /** `<nodeId>.<port>` */
  readonly name: string;
  readonly node: CheckedNode;
  readonly port: string;
  readonly value: Tensor;
}

async function readOutputs(engine: Engine, state: Checked): Promise<Output[]> {
  const outputs: Output[] = [];
  for (const node of state.nodes.values()) {
    for (const port of Object.keys(node.outputs)) {
      const value = await engine.read(node.id, port);
      if (value) outputs.push({ name: `${node.id}.${port}`, node, port, value });
    }
  }
  return outputs;
}
