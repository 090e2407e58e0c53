// The engine, inside its worker: takes graph edits, answers with values, timings and problems.
import { checkGraph } from '../execution/check';
import type { Checked } from '../execution/checked';
import { Engine, type RunResult } from '../execution/engine';
import type { NodeRun } from '../execution/executor';
import type { Problem } from '../execution/problem';
import { readable } from '../execution/readable';
import { refusedWords } from '../execution/refusals';
import { Traces } from '../execution/traces';
import { valueProblem } from '../execution/values';
import { emptyGraph, type Graph } from '../graph/graph';
import { availableBackends, type DeviceBackend } from '../kernels/available';
import { type Backend, KernelError } from '../kernels/kernel';
import { loadKernels } from '../kernels/lateDevices';
import { nodeType } from '../nodes/registry';
import { AutoBackend } from './autoBackend';
import { applyChange } from './change';
import type { GradientReply, GradientRequest } from './gradientMessages';
import type { BackendChoice, LoseRequest, Reply, Request, RunRequest } from './messages';
import { pause } from './pause';
import type { TrainingReply, TrainingRequest } from './trainingMessages';
import type { TrainingWork } from './trainingWork';

const say = (reply: Reply | GradientReply | TrainingReply, transfer: Transferable[] = []): void =>
  self.postMessage(reply, { transfer });

const traces = new Traces();
let graph: Graph = emptyGraph;
let lastChecked: Checked | undefined;
let running: { stop(): void; done: Promise<void> } | undefined;

const emptyChecked = (): Checked => checkGraph(emptyGraph, { nodeType, traces });

const ready = (async () => {
  const backends = await availableBackends();
  const auto = new AutoBackend(backends);
  const measured = await auto.remember();
  const { backend, reason } = auto.choose(emptyChecked());
  const engine = new Engine({
    backends: backends.map((b) => b.backend),
    create: (backend) => loadKernels(backend as DeviceBackend),
  });
  say({ kind: 'ready', backends, chosen: backend, reason });
  return { engine, auto, measure: measured ? undefined : () => auto.measure(pause) };
})();

/** Work beside a run stays on the backend of the run. */
const wantedOf = (choice: BackendChoice, auto: AutoBackend): Backend => (choice === 'auto' ? auto.now : choice);

/** What `auto` means for this graph is said to the page. */
function backendOf(choice: BackendChoice, auto: AutoBackend, checked: Checked): Backend {
  if (choice !== 'auto') return choice;
  const { backend, reason } = auto.choose(checked);
  say({ kind: 'choice', chosen: backend, reason });
  return backend;
}

/** Milliseconds of rest after which measuring disturbs nobody. */
const REST = 1500;

/** Once a visit at most, after the first run: numbers come first. */
let measuring = false;
async function calibrateLater(): Promise<void> {
  const { measure } = await ready;
  if (!measure || measuring) return;
  measuring = true;
  setTimeout(() => void measure(), REST);
}

/** What a value said about itself, by its key and port: the page may have the cells already and still needs the sentence. */
const said = new Map<string, Problem>();

/** Sends what is on screen and not on the page already; what a value says about itself goes along as problems. */
async function sendValues(
  engine: Engine,
  checked: Checked,
  request: RunRequest,
  runs: readonly NodeRun[],
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { id, key } of runs) {
    if (key === undefined) continue;
    for (const { name, port, spec } of readable(checked, id)) {
      const has = request.watch[name];
      if (has === undefined) continue;
      const [owner, own] = name.split('.') as [string, string];
      if (has !== key) {
        const value = await engine.read(id, port);
        if (!value) continue;
        const problem = valueProblem(owner, own, spec, value);
        if (problem) said.set(`${key}.${port}`, problem);
        const data = value.data.slice();
        say({ kind: 'value', run: request.run, port: name, key, shape: value.shape, data }, [data.buffer]);
      }
      const problem = said.get(`${key}.${port}`);
      if (problem) problems.push({ ...problem, node: owner });
    }
  }
  return problems;
}

/** How often a device may be lost on the way to the page before another backend has to do it. */
const LOSSES = 2;

/** A device that is lost while values are read takes them all along: the run starts again, at last on the processor. */
async function throughLosses(engine: Engine, wanted: Backend, work: (backend: Backend) => Promise<Ran>): Promise<Ran> {
  for (let losses = 0; ; losses++) {
    try {
      if (losses < LOSSES) return await work(wanted);
      const { result, problems } = await work('cpu');
      const fallback = `${wanted} was lost ${losses} times in one run, so cpu runs this graph.`;
      return { result: { ...result, fallback }, problems };
    } catch (error) {
      if (!(error instanceof KernelError && error.lost) || losses >= LOSSES) throw error;
      engine.close();
    }
  }
}

interface Ran {
  readonly result: RunResult;
  readonly problems: readonly Problem[];
}

async function run(request: RunRequest, signal: AbortSignal): Promise<void> {
  const { engine, auto } = await ready;
  const checked = checkGraph(graph, { nodeType, traces, ...(lastChecked ? { before: lastChecked } : {}) });
  lastChecked = checked;
  const watch = new Set(Object.keys(request.watch));
  const onNode = (node: NodeRun): void => say({ kind: 'node', run: request.run, node });
  const options = { signal, pause, onNode, watch, measure: request.measure !== undefined };
  if (request.measure === 'again') engine.release();
  const wanted = backendOf(request.backend, auto, checked);
  const { result, problems } = await throughLosses(engine, wanted, async (backend) => {
    const result = await engine.run(checked, backend, options);
    return { result, problems: await sendValues(engine, checked, request, result.runs) };
  });
  const failed = result.runs.flatMap(({ problem }) => (problem ? [problem] : []));
  const stats = engine.kernels?.stats() ?? {
    live: 0,
    bytes: 0,
    launches: 0,
    compiled: 0,
    tuned: 0,
    refused: [],
    compileMs: 0,
  };
  const { backend, ms } = result;
  const fallback = result.fallback ?? refusedWords(checked, result.runs);
  say({
    kind: 'done',
    run: request.run,
    backend,
    ms,
    problems: [...failed, ...problems],
    stats,
    ...(fallback ? { fallback } : {}),
  });
  void calibrateLater();
}

/** Test hook: at once, or at the next calls of a function, as a driver would. */
function loseContext(engine: Engine, { at, times = 1 }: LoseRequest): void {
  if (!at) {
    engine.kernels?.loseContext?.();
    return;
  }
  const { prototype } = WebGL2RenderingContext;
  const before = prototype[at] as (...args: unknown[]) => unknown;
  let left = times;
  Object.assign(prototype, {
    [at](this: WebGL2RenderingContext, ...args: unknown[]): unknown {
      left -= 1;
      if (left === 0) Object.assign(prototype, { [at]: before });
      this.getExtension('WEBGL_lose_context')?.loseContext();
      return before.apply(this, args);
    },
  });
}

/** Work goes on in the order in which it was asked for; what comes later stops what still runs, unless it can wait. */
function follow(work: (signal: AbortSignal) => Promise<void>, { waits = false } = {}): void {
  const before = running;
  if (!waits) before?.stop();
  const abort = new AbortController();
  const stop = (): void => {
    // What it waits for goes on while it waits.
    if (waits) before?.stop();
    abort.abort();
  };
  const done = (async () => {
    await before?.done;
    await work(abort.signal);
  })();
  running = { stop, done };
}

/** A run that is stopped answers `cancelled`. */
function start(request: RunRequest): void {
  graph = applyChange(graph, request.change);
  follow(async (signal) => {
    try {
      signal.throwIfAborted();
      await run(request, signal);
    } catch (error) {
      if (signal.aborted) say({ kind: 'cancelled', run: request.run });
      else say({ kind: 'failed', run: request.run, message: error instanceof Error ? error.message : String(error) });
    }
  });
}

const WAITS = { waits: true };

/** Gradients of the graph of the last run, or of another one. What is stopped says so, and may be asked for again. */
function gradients(request: GradientRequest): void {
  const now = graph;
  follow(async (signal) => {
    try {
      signal.throwIfAborted();
      const { engine, auto } = await ready;
      const { gradientReply } = await import('./gradientWork');
      const checked = checkGraph(request.graph ?? now, { nodeType, traces });
      say(await gradientReply(engine, checked, wantedOf(request.backend, auto), request));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      say({ kind: 'no-gradients', request: request.request, ...(signal.aborted ? {} : { message }) });
    }
  }, WAITS);
}

let training: Promise<TrainingWork> | undefined;

/** Training has a device of its own, and lets runs in between its steps. */
async function trainingWork(): Promise<TrainingWork> {
  const [{ auto, engine }, { TrainingWork }] = await Promise.all([ready, import('./trainingWork')]);
  return new TrainingWork({ say, device: (choice) => engine.device(wantedOf(choice, auto)) });
}

/** Requests are taken in order; only a start changes the graph. */
async function train(request: TrainingRequest): Promise<void> {
  if (request.kind === 'train-start') graph = applyChange(graph, request.change);
  const now = graph;
  training ??= trainingWork();
  await (await training).take(request, now);
}

/** The graph is gone at once, since the next run builds on none; its values go when nothing uses them any more. */
function close(): void {
  graph = emptyGraph;
  follow(async () => (await ready).engine.release());
}

self.onmessage = async ({ data }: MessageEvent<Request | GradientRequest | TrainingRequest>): Promise<void> => {
  if (data.kind === 'run') start(data);
  else if (data.kind === 'gradients') gradients(data);
  else if ('training' in data) await train(data);
  else if (data.kind === 'cancel') running?.stop();
  else if (data.kind === 'close') close();
  else if (data.kind === 'lose-context') loseContext((await ready).engine, data);
  else say({ kind: 'stats', stats: (await ready).engine.kernels?.stats() });
};

/** What nobody expected would leave the page waiting: it ends the worker, which the page starts again. */
self.addEventListener('unhandledrejection', ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
});
