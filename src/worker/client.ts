// The page's side of the engine worker: sends edits, drops stale answers, and restarts a worker that dies or will not stop.
import { emptyGraph, type Graph } from '../graph/graph';
import { changeBetween } from './change';
import type { BackendChoice, Reply, Request } from './messages';

/** Milliseconds that a running node has to answer a cancel before its worker is stopped. */
const PATIENCE = 80;

export interface EngineClient {
  /** Runs the graph; an earlier run still going is cancelled. Returns the run's number. */
  run(graph: Graph, backend: BackendChoice, watch: Readonly<Record<string, number>>): number;
  /** Answers within 100 ms, stopping the worker if it must. */
  cancel(): void;
  /** Frees every value of the document. */
  close(): void;
  send(request: Request): void;
  dispose(): void;
}

export type MakeWorker = () => Worker;

const engineWorker: MakeWorker = () =>
  new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });

/** `hear` gets every answer to the newest run, and those that belong to none. */
export function connectEngine(hear: (reply: Reply) => void, make: MakeWorker = engineWorker): EngineClient {
  let latest = 0;
  let sent: Graph = emptyGraph;
  let busy = false;
  let worker = start();

  function start(): Worker {
    const made = make();
    made.onmessage = ({ data }: MessageEvent<Reply>) => {
      if ('run' in data && data.run !== latest) return;
      if (data.kind === 'done' || data.kind === 'cancelled' || data.kind === 'failed') busy = false;
      hear(data);
    };
    made.onerror = (event) => {
      event.preventDefault();
      restart();
      hear({
        kind: 'failed',
        run: latest,
        message: event.message || 'The engine stopped unexpectedly and was started again.',
      });
    };
    return made;
  }

  function restart(): void {
    worker.terminate();
    sent = emptyGraph;
    busy = false;
    worker = start();
  }

  const send = (request: Request): void => worker.postMessage(request);

  return {
    send,
    run(graph, backend, watch) {
      latest += 1;
      send({ kind: 'run', run: latest, change: changeBetween(sent, graph), backend, watch });
      sent = graph;
      busy = true;
      return latest;
    },
    cancel() {
      if (!busy) return;
      const run = latest;
      send({ kind: 'cancel', run });
      setTimeout(() => {
        if (!busy || run !== latest) return;
        restart();
        hear({ kind: 'cancelled', run });
      }, PATIENCE);
    },
    close() {
      sent = emptyGraph;
      send({ kind: 'close' });
    },
    dispose() {
      worker.terminate();
    },
  };
}
