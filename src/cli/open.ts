// From a path on the command line to a graph or a tensor that passed every check.

import { checkGraph } from '../execution/check';
import type { Checked } from '../execution/checked';
import { settleWeights } from '../execution/settle';
import { Traces } from '../execution/traces';
import { withWeightFile } from '../exporters/trainedWeights';
import { setParam } from '../graph/editNodes';
import { decodeGraph } from '../graph/format';
import type { Graph } from '../graph/graph';
import { limits } from '../graph/limits';
import { type FileProblem, GraphError, showProblem } from '../graph/problem';
import { scanJson } from '../graph/scan';
import { explicitWeight } from '../graph/schema';
import { nodeType } from '../nodes/registry';
import { count, type Tensor, tensor } from '../tensor/tensor';
import { presetText } from './presets';
import { RefusedError, type Terminal, UsageError } from './terminal';

function bytesOf(terminal: Terminal, path: string): Uint8Array {
  try {
    return terminal.read(path);
  } catch (error) {
    const preset = presetText(path);
    if (preset !== undefined) return new TextEncoder().encode(preset);
    throw new UsageError(
      `${path} cannot be read: ${(error as Error).message}. Give a file, the name of a preset, or -.`,
    );
  }
}

/** A graph file, a preset by its name where there is no such file, or `-`. */
export const readGraph = (terminal: Terminal, path: string): { graph: Graph } | { problem: FileProblem } =>
  decodeGraph(bytesOf(terminal, path));

/** The same with params set, `NODE.PARAM=JSON` each, and weights drawn anew where they no longer fit. Throws UsageError for a setting, RefusedError for the file. */
export function openGraph(terminal: Terminal, path: string, settings: readonly string[] = []): Graph {
  return withSettings(withWeights(terminal, path, read(terminal, path)), settings);
}

/** The same with its weights as they are drawn: those of its weights file are left where they are. */
export function openUntrained(terminal: Terminal, path: string, settings: readonly string[] = []): Graph {
  return withSettings(read(terminal, path), settings);
}

function read(terminal: Terminal, path: string): Graph {
  const result = readGraph(terminal, path);
  if ('problem' in result) throw new RefusedError(`${path}: ${showProblem(result.problem)}`);
  return result.graph;
}

function withSettings(graph: Graph, settings: readonly string[]): Graph {
  const set = settings.reduce(withSetting, graph);
  return set === graph ? set : settleWeights(checked(graph), checked(set));
}

/** Weights that the graph names: a file beside it, or one that came with the program. */
function withWeights(terminal: Terminal, path: string, graph: Graph): Graph {
  const { weightsFile: name } = graph;
  if (name === undefined) return graph;
  try {
    return withWeightFile(graph, weightsBeside(terminal, path, name));
  } catch (error) {
    throw new RefusedError(
      `${name}: ${error instanceof GraphError ? showProblem(error.problem) : (error as Error).message}`,
    );
  }
}

function weightsBeside(terminal: Terminal, path: string, name: string): Uint8Array {
  try {
    return terminal.read(`${path.slice(0, path.lastIndexOf('/') + 1)}${name}`);
  } catch {
    return terminal.shipped(name);
  }
}

export const checked = (graph: Graph): Checked => checkGraph(graph, { nodeType, traces: new Traces() });

function withSetting(graph: Graph, setting: string): Graph {
  const [, node, param, text] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(setting) ?? [];
  if (node === undefined || param === undefined || text === undefined) {
    throw new UsageError(`--set takes NODE.PARAM=JSON, not ${setting}`);
  }
  try {
    scanJson(text);
    return setParam(graph, node, param, JSON.parse(text));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const hint = error.code === 'not-json' ? ' (text stands in double quotes)' : '';
    throw new UsageError(`--set ${setting}: ${showProblem(error.problem)}${hint}`);
  }
}

/** A file that holds `{"shape", "data"}`. */
export function openTensor(terminal: Terminal, path: string): Tensor {
  const bytes = bytesOf(terminal, path);
  if (bytes.length > limits.fileBytes) throw new RefusedError(`${path}: is larger than ${limits.fileBytes} bytes`);
  try {
    const text = new TextDecoder('utf-8').decode(bytes);
    scanJson(text);
    const { shape, data } = explicitWeight.read(JSON.parse(text));
    if (count(shape) !== data.length) {
      throw new GraphError(
        'wrong-value',
        'data',
        `has ${data.length} numbers, but [${shape.join(', ')}] takes ${count(shape)}`,
      );
    }
    return tensor(shape, data);
  } catch (error) {
    if (error instanceof GraphError) throw new RefusedError(`${path}: ${showProblem(error.problem)}`);
    throw error;
  }
}
