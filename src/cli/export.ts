// `export FILE --format ... --out PATH`: the graph in another form, written whole or not at all.
import { basename, dirname, extname, join } from 'node:path';
import type { ShownTheme } from '../drawing/scale';
import type { Values } from '../drawing/steps';
import type { Checked } from '../execution/checked';
import { Engine } from '../execution/engine';
import { readable } from '../execution/readable';
import type { Exported } from '../exporters/exported';
import { exportHtml } from '../exporters/html';
import { exportOnnx } from '../exporters/onnx';
import { exportPytorch } from '../exporters/pytorch';
import { exportSvg } from '../exporters/svg';
import { exportWeights } from '../exporters/weights';
import { serializeGraph } from '../graph/serialize';
import { createKernels } from '../kernels/devices';
import type { Tensor } from '../tensor/tensor';
import { checked, openGraph } from './open';
import { BACKENDS, type CliBackend } from './run';
import { RefusedError, type Terminal } from './terminal';

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly out: string;
  /** Of ONNX: 23 has an operator for attention. */
  readonly opset: 21 | 23;
  /** Of pictures and pages. */
  readonly theme: ShownTheme;
  readonly settings: readonly string[];
  readonly backend: CliBackend;
}

type Maker = (state: Checked, name: string, options: ExportOptions) => Exported | Promise<Exported>;

const makers = {
  pytorch: async (state, name, { backend }) => exportPytorch(state, { name, values: await valuesOf(state, backend) }),
  onnx: (state, name, { opset }) => exportOnnx(state, { name, opset }),
  safetensors: (state, name) => exportWeights(state, name),
  svg: async (state, name, { backend, theme }) =>
    exportSvg(state, { name, theme, values: keyed(await valuesOf(state, backend)) }),
  html: async (state, name, { backend, theme }) =>
    exportHtml(state, { name, theme, values: keyed(await valuesOf(state, backend)) }),
  json: ({ graph }, name) => ({
    files: [{ name: `${name}.json`, bytes: new TextEncoder().encode(serializeGraph(graph)) }],
    losses: [],
  }),
} satisfies Record<string, Maker>;

export type ExportFormat = keyof typeof makers;
export const EXPORT_FORMATS = Object.keys(makers) as readonly ExportFormat[];

/** Writes PATH, and beside it what belongs to it; says first what the files do not say. Throws RefusedError when there is nothing to write. */
export async function exportCommand(terminal: Terminal, path: string, options: ExportOptions): Promise<number> {
  const { format, out, settings } = options;
  const state = checked(openGraph(terminal, path, settings));
  const name = basename(out, extname(out));
  const { files, losses } = await made(makers[format], state, name, options);
  for (const loss of losses) terminal.remark(loss);
  const places = files.map((file, k) => (k === 0 ? out : join(dirname(out), file.name)));
  files.forEach(({ bytes }, k) => {
    write(terminal, places[k] as string, bytes);
  });
  terminal.print(places.join('\n'));
  return 0;
}

async function made(maker: Maker, state: Checked, name: string, options: ExportOptions): Promise<Exported> {
  try {
    return await maker(state, name, options);
  } catch (error) {
    throw error instanceof RangeError ? new RefusedError(error.message) : error;
  }
}

function write(terminal: Terminal, path: string, bytes: Uint8Array): void {
  try {
    terminal.write(path, bytes);
  } catch (error) {
    throw new RefusedError(`${path} cannot be written: ${(error as Error).message}`);
  }
}

const keyed = (values: ReadonlyMap<string, Tensor>): Values =>
  Object.fromEntries([...values].map(([port, value], key) => [port, { ...value, key }]));

/** What every port shows; inside of loops stacked by step. */
async function valuesOf(state: Checked, wanted: CliBackend): Promise<Map<string, Tensor>> {
  const engine = new Engine({ backends: BACKENDS, create: createKernels });
  try {
    const { runs } = await engine.run(state, wanted, { signal: new AbortController().signal, pause: async () => {} });
    const values = new Map<string, Tensor>();
    for (const { id } of runs) {
      for (const { name, port } of readable(state, id)) {
        const value = await engine.read(id, port);
        if (value) values.set(name, value);
      }
    }
    return values;
  } finally {
    engine.close();
  }
}
