// `gradients FILE --loss NODE.PORT`: how a port changes with every weight and tensor before it.
import type { Checked } from '../execution/checked';
import { gradientsOf } from '../execution/gradients';
import { createKernels } from '../kernels/devices';
import { checked, openGraph, openTensor } from './open';
import type { RunOptions } from './run';
import { problemJson, table, tensorJson } from './show';
import { RefusedError, type Terminal, UsageError } from './terminal';

export interface GradientOptions extends RunOptions {
  readonly loss: string;
  /** A file with `{"shape", "data"}`; ones when absent. */
  readonly cotangent: string | undefined;
}

/** `{"grads"}` of sum(port * cotangent), or tables. Throws RefusedError when the port does not run. */
export async function gradientsCommand(terminal: Terminal, path: string, options: GradientOptions): Promise<number> {
  const state = checked(openGraph(terminal, path, options.settings));
  const cotangent = options.cotangent === undefined ? undefined : openTensor(terminal, options.cotangent);
  requirePort(state, options.loss);
  const kernels = createKernels(options.backend);
  try {
    const grads = Object.entries(await gradientsOf(state, kernels, options.loss, cotangent).catch(inWords));
    const json = () => JSON.stringify({ grads: Object.fromEntries(grads.map(([name, g]) => [name, tensorJson(g)])) });
    terminal.print(options.json ? json() : grads.map(([name, value]) => table(name, value)).join('\n\n'));
    return 0;
  } finally {
    kernels.dispose();
  }
}

function inWords(error: unknown): never {
  throw error instanceof RangeError ? new RefusedError(error.message) : error;
}

function requirePort(state: Checked, port: string): void {
  const [id, name, ...rest] = port.split('.');
  const node = id === undefined ? undefined : state.nodes.get(id);
  if (!node || name === undefined || rest.length > 0)
    throw new UsageError(`--loss takes NODE.PORT of this graph, not ${port}`);
  if (node.status === 'ready') {
    const ports = Object.keys(node.outputs);
    if (ports.includes(name)) return;
    throw new UsageError(`${id} has no output ${name}; it has ${ports.join(', ')}`);
  }
  const why = state.problems.map((problem) => problemJson(state.graph, problem).message).join('\n');
  throw new RefusedError(`${port} does not run. ${why}`.trim());
}
