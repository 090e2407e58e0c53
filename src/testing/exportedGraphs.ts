// The graphs that every export is held against: presets, examples of every node type, random ones. Tests only.
import fc from 'fast-check';
import type { Checked } from '../execution/checked';
import { parseGraph } from '../graph/format';
import type { Graph } from '../graph/graph';
import { check } from './build';
import { EXPORTED_GRAPHS } from './counts';
import { exampleGraphs } from './exampleGraphs';
import { soundGraphs } from './soundGraphs';

const files = import.meta.glob<string>('../../graphs/*.json', { query: '?raw', import: 'default', eager: true });

function graphOf([path, text]: readonly [string, string]): readonly [string, Graph] {
  const parsed = parseGraph(text);
  if ('problem' in parsed) throw new Error(`${path}: ${parsed.problem.message}`);
  return [path.replace(/^.*\/|\.json$/g, ''), parsed.graph];
}

/** By their names, such as `causal-attention`. */
export const presetGraphs: ReadonlyMap<string, Graph> = new Map(Object.entries(files).map(graphOf));

/** How many outputs the nodes outside of any container have. */
export const outputCount = ({ nodes }: Checked): number =>
  [...nodes.values()]
    .filter(({ node }) => node.parent === undefined)
    .reduce((sum, { outputs }) => sum + Object.keys(outputs).length, 0);

type Compared = (checked: Checked) => Promise<unknown>;

/** `compared` holds the export of a graph against the engine, and throws where they differ. */
export async function everyExample(compared: Compared): Promise<void> {
  for (const { checked, label } of exampleGraphs) {
    await compared(checked).catch((error) => {
      throw new Error(`${label}: ${error.message}`);
    });
  }
}

export const randomGraphs = (compared: Compared): Promise<void> =>
  fc.assert(
    fc.asyncProperty(soundGraphs, async (graph) => {
      await compared(check(graph));
    }),
    { numRuns: EXPORTED_GRAPHS },
  );
