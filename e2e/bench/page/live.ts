// What a person waits for after an edit: from the edited graph to values in the page, through the application's worker.
import type { Graph } from '../../../src/graph/graph';
import { connectEngine } from '../../../src/worker/client';
import type { Reply } from '../../../src/worker/messages';
import { caseOf, inputOf, weightsOf } from './attention';
import { median } from './measure';
import { graphOf, withInput } from './workbench';

const [WARM, RUNS] = [30, 31];

export interface LiveTiming {
  readonly case: string;
  readonly median_ms: number;
  readonly runs: number;
  /** The first run of a new worker: started, chosen, compiled and run. */
  readonly first_ms: number;
}

type Done = Extract<Reply, { kind: 'done' | 'failed' }>;

/** The worker of the application, asked for one port; resolves when the values are in the page. */
function liveEngine() {
  let answered: (reply: Done) => void = () => {};
  let cells: Float32Array | undefined;
  const client = connectEngine((reply) => {
    if (reply.kind === 'value') cells = reply.data;
    else if (reply.kind === 'done' || reply.kind === 'failed') answered(reply);
  });
  const run = async (graph: Graph): Promise<void> => {
    cells = undefined;
    const reply = await new Promise<Done>((resolve) => {
      answered = resolve;
      client.run(graph, 'auto', { 'output.out': -1 });
    });
    if (reply.kind === 'failed') throw new Error(reply.message);
    if (!cells) throw new Error('no values came to the page');
  };
  return { run, dispose: () => client.dispose() };
}

/** One row of the embedding is other numbers every time. */
export async function measureLive(name: string): Promise<LiveTiming> {
  const of = caseOf(name);
  const rows = inputOf(of, 0);
  const begun = performance.now();
  const engine = liveEngine();
  const graph = graphOf(of, weightsOf(of));
  await engine.run(withInput(graph, of, rows));
  const first = performance.now() - begun;
  const times: number[] = [];
  for (let k = 0; k < WARM + RUNS; k++) {
    rows.set(inputOf(of, 1 + k).subarray(0, of.width), (k % of.tokens) * of.width);
    const edited = withInput(graph, of, rows);
    await new Promise((resolve) => setTimeout(resolve));
    const start = performance.now();
    await engine.run(edited);
    if (k >= WARM) times.push(performance.now() - start);
  }
  engine.dispose();
  return { case: name, median_ms: median(times), runs: RUNS, first_ms: first };
}
