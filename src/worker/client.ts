// The page's side of the engine worker: sends edits, drops stale answers, and restarts a worker that dies or will not stop.
import { emptyGraph, type Graph } from '../graph/graph';
import { changeBetween } from './change';
import type { GradientReply, GradientRequest } from './gradientMessages';
import type { BackendChoice, Reply, Request, RunRequest } from './messages';
import type { TrainingReply, TrainingRequest } from './trainingMessages';

/** Every worker counts its keys from 0: those of the page say which worker they are of, since what it holds may be another's. */
const KEYS = 2 ** 32;

/** Milliseconds that a running node has to answer a cancel before its worker is stopped. */
const PATIENCE = 60;

export interface EngineClient {
  /** Runs the graph; an earlier run still going is cancelled. Returns the run's number. */
  run(
    graph: Graph,
    backend: BackendChoice,
    watch: Readonly<Record<string, number>>,
    measure?: RunRequest['measure'],
  ): number;
  /** Answers within 100 ms, stopping the worker if it must. */
  cancel(): void;
  /** Frees every value of the document. */
  close(): void;
  send(request: Request): void;
  /** Never throws: what was stopped or cannot be had is a reply like any other. */
  gradients(asked: Omit<GradientRequest, 'kind' | 'request'>): Promise<GradientReply>;
  /** Starts a training of the graph; an earlier one is stopped. Returns its number. */
  train(graph: Graph, start: TrainingStart): number;
  /** Anything about the training that `train` began. */
  sendTraining(request: TrainingRequest): void;
  /** `hear` gets every answer to the newest training; returns how to stop that. */
  onTraining(hear: (reply: TrainingReply) => void): () => void;
  dispose(): void;
}

/** What a training begins with, beside the graph. */
export type TrainingStart = Omit<Extract<TrainingRequest, { kind: 'train-start' }>, 'kind' | 'training' | 'change'>;

const isTraining = (reply: Reply | TrainingReply | GradientReply): reply is TrainingReply => 'training' in reply;

export type MakeWorker = () => Worker;

const engineWorker: MakeWorker = () =>
  new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });

/** `hear` gets every answer to the newest run, and those that belong to none. */
export function connectEngine(hear: (reply: Reply) => void, make: MakeWorker = engineWorker): EngineClient {
  let latest = 0;
  let sent: Graph = emptyGraph;
  let busy = false;
  /** Asks for the newest run, and the last run in which a worker died. */
  let ask: (() => void) | undefined;
  let died: number | undefined;
  let training = 0;
  const hearers = new Set<(reply: TrainingReply) => void>();
  const asked = new Map<number, (reply: GradientReply) => void>();
  let request = 0;
  /** Of the worker. */
  let firstKey = -KEYS;
  let worker = start();

  function start(): Worker {
    const made = make();
    firstKey += KEYS;
    made.onmessage = ({ data }: MessageEvent<Reply | TrainingReply | GradientReply>) => {
      if (isTraining(data)) {
        tell(data);
        return;
      }
      if (data.kind === 'gradients' || data.kind === 'no-gradients') {
        asked.get(data.request)?.(data);
        asked.delete(data.request);
        return;
      }
      if ('run' in data && data.run !== latest) return;
      if (data.kind === 'done' || data.kind === 'cancelled' || data.kind === 'failed') busy = false;
      hear(outside(data));
    };
    made.onerror = (event) => {
      event.preventDefault();
      // What kills a worker twice would kill it for ever.
      const again = busy && died !== latest ? ask : undefined;
      died = latest;
      restart();
      if (again) {
        again();
        return;
      }
      hear({
        kind: 'failed',
        run: latest,
        message: event.message || 'The engine stopped unexpectedly and was started again.',
      });
    };
    return made;
  }

  function outside(reply: Reply): Reply {
    if (reply.kind === 'value') return { ...reply, key: firstKey + reply.key };
    if (reply.kind !== 'node' || reply.node.key === undefined) return reply;
    return { ...reply, node: { ...reply.node, key: firstKey + reply.node.key } };
  }

  /** -1 where it is of no value of this worker. */
  const inside = (key: number): number => (key >= firstKey ? key - firstKey : -1);

  function tell(reply: TrainingReply): void {
    if (reply.training !== training) return;
    for (const hearer of hearers) hearer(reply);
  }

  function restart(): void {
    worker.terminate();
    sent = emptyGraph;
    busy = false;
    worker = start();
    for (const [stopped, answer] of asked) answer({ kind: 'no-gradients', request: stopped });
    asked.clear();
    if (training > 0) tell({ kind: 'train-failed', training, message: 'The engine was started again.' });
  }

  const send = (request: Request | TrainingRequest | GradientRequest): void => worker.postMessage(request);

  return {
    send,
    run(graph, backend, watch, measure) {
      latest += 1;
      const run = latest;
      ask = () => {
        const known = Object.fromEntries(Object.entries(watch).map(([port, key]) => [port, inside(key)]));
        send({ kind: 'run', run, change: changeBetween(sent, graph), backend, watch: known, measure });
        sent = graph;
        busy = true;
      };
      ask();
      return run;
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
    gradients(wanted) {
      request += 1;
      const reply = new Promise<GradientReply>((answer) => asked.set(request, answer));
      send({ kind: 'gradients', request, ...wanted });
      return reply;
    },
    train(graph, start) {
      training += 1;
      send({ kind: 'train-start', training, change: changeBetween(sent, graph), ...start });
      sent = graph;
      return training;
    },
    sendTraining: send,
    onTraining(hearer) {
      hearers.add(hearer);
      return () => hearers.delete(hearer);
    },
    dispose() {
      worker.terminate();
    },
  };
}
