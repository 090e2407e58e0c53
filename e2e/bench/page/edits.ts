// What an edit of a graph takes, against running all of it: the part that is not downstream must not run again.
import type { Graph } from '../../../src/graph/graph';
import type { Backend } from '../../../src/kernels/kernel';
import { caseOf, inputOf, weightsOf } from './attention';
import { median, timed } from './measure';
import { graphOf, start, withInput, withParams } from './workbench';

const RUNS = 9;

export interface EditTiming {
  readonly what: string;
  readonly backend: string;
  readonly median_ms: number;
  readonly runs: number;
  /** Nodes that ran again, of all. */
  readonly ran: number;
  readonly of: number;
}

type Edit = (graph: Graph, run: number) => Graph;

const EDITS: Readonly<Record<string, Edit>> = {
  'every row of the inputs': (graph, run) => withInput(graph, caseOf('512x512'), inputOf(caseOf('512x512'), run)),
  'the mask': (graph, run) =>
    withParams(graph, 'mask', run % 2 ? { kind: 'causal' } : { kind: 'window', window: 500 + run }),
  'the temperature': (graph, run) => withParams(graph, 'softmax', { temperature: 1 + run / 100 }),
};

/** Edits of the 512x512 graph, in turn, with every node on screen: who edits a mask looks at it, and at its scores. */
export async function measureEdits(choice: Backend | 'auto'): Promise<EditTiming[]> {
  const of = caseOf('512x512');
  const { engine, run } = await start(choice);
  let graph = withInput(graphOf(of, weightsOf(of)), of, inputOf(of, 0));
  const entries = Object.entries(EDITS).map(([what, edit]) => ({ what, edit, times: [] as number[], ran: 0, of: 0 }));
  let backend: string = choice;
  for (let round = -2; round < RUNS; round++) {
    for (const entry of entries) {
      graph = entry.edit(graph, 20 + round);
      const { ms, result } = await timed(() => run(graph, 'output', 'out', true));
      if (round >= 0) entry.times.push(ms);
      entry.ran = result.runs.filter(({ state }) => state === 'ran').length;
      entry.of = result.runs.length;
      backend = result.backend;
    }
  }
  engine.close();
  return entries.map(({ what, times, ran, of: all }) => ({
    what: `an edit of ${what}`,
    backend,
    median_ms: median(times),
    runs: times.length,
    ran,
    of: all,
  }));
}
