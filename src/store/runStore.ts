// What the engine said last: values on screen, timings, runtime problems. Ephemeral; never saved.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ShownValue } from '../drawing/steps';
import type { Checked } from '../execution/checked';
import type { NodeRun } from '../execution/executor';
import type { Problem } from '../execution/problem';
import type { Backend, KernelStats } from '../kernels/kernel';
import { sizeOf } from '../tensor/dim';
import type { EngineClient } from '../worker/client';
import type { GradientMessage } from '../worker/gradientMessages';
import type { AvailableBackend, BackendChoice, PortName, Reply, RunRequest } from '../worker/messages';
import type { DocumentStore } from './documentStore';

/** Gradients of one port with respect to everything before it. */
export interface ShownGradients {
  readonly of: PortName;
  /** Why there are none; what was shown before stays. */
  readonly failure?: string;
  /** Cells of those ports that are small enough, shaped as `values` are. */
  readonly values: Readonly<Record<PortName, ShownValue>>;
  readonly ports: Readonly<Record<PortName, GradientMessage>>;
  readonly weights: Readonly<Record<string, GradientMessage>>;
}

export type Phase = 'starting' | 'running' | 'done' | 'cancelled' | 'failed';

export interface RunState {
  readonly phase: Phase;
  readonly backends: readonly AvailableBackend[];
  /** What `auto` means on this machine, and why. */
  readonly chosen?: Backend;
  readonly reason: string;
  readonly choice: BackendChoice;
  /** What really ran last, how long it took in milliseconds, and why it was another than the one wanted. */
  readonly backend?: Backend;
  readonly ms: number;
  readonly fallback?: string;
  readonly stats?: KernelStats;
  /** The last run of every node that could run. */
  readonly nodes: Readonly<Record<string, NodeRun>>;
  /** Cells by `<node>.<port>`. Those of a node that waits for a mistake to be mended stay, from the run before. */
  readonly values: Readonly<Record<PortName, ShownValue>>;
  /** Problems that only running shows: NaN, empty rows, kernels. */
  readonly problems: readonly Problem[];
  /** Why the engine itself failed. */
  readonly failure?: string;
  /** Gradients of the last run, while somebody looks at them. */
  readonly gradients?: ShownGradients | undefined;
  /** While a training goes on: on what, and milliseconds a step. */
  readonly training?: { readonly backend: Backend; readonly ms: number } | undefined;
  /** Somebody looks at what every node takes: the device is waited for after each. */
  readonly measuring: boolean;
  /** Ports wanted whatever their size: what a panel shows. */
  readonly wanted: readonly PortName[];
  choose(choice: BackendChoice): void;
  want(ports: readonly PortName[]): void;
  run(): void;
  /** From now on, or no longer. Nothing runs for it. */
  measure(measuring: boolean): void;
  /** Everything again, also what is kept, measured node by node. */
  measureAgain(): void;
  cancel(): void;
}

export type RunStore = StoreApi<RunState>;

/** Values up to this many cells are shown on their nodes without being asked for. */
const SMALL = 65_536;

function watchList(checked: Checked, { values, wanted }: RunState): Record<PortName, number> {
  const watch: Record<PortName, number> = {};
  for (const { id, outputs } of checked.nodes.values()) {
    for (const [port, { dims }] of Object.entries(outputs)) {
      const name = `${id}.${port}`;
      const cells = dims.reduce<number>((n, d) => n * (sizeOf(d, checked.sizes) ?? 0), 1);
      if (cells <= SMALL || wanted.includes(name)) watch[name] = values[name]?.key ?? -1;
    }
  }
  return watch;
}

/** Values of nodes that are gone are forgotten. */
function kept<T>(record: Readonly<Record<string, T>>, checked: Checked): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => checked.nodes.has(name.split('.')[0] as string)));
}

/** Values of nodes that ran and now have other cells, which are too large to come unasked, are forgotten. */
function current(
  values: Readonly<Record<PortName, ShownValue>>,
  runs: Readonly<Record<string, NodeRun>>,
  { nodes }: Checked,
): Record<PortName, ShownValue> {
  const runOf = (id: string): NodeRun | undefined => {
    const parent = nodes.get(id)?.node.parent;
    // What lies in a container runs with it.
    return parent === undefined ? runs[id] : runOf(parent);
  };
  const isCurrent = (name: string, { key }: ShownValue): boolean => {
    const run = runOf(name.split('.')[0] as string);
    return run?.state === 'ran' || run?.state === 'kept' ? run.key === key : true;
  };
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => isCurrent(name, value)));
}

/** `connect` gives an engine whose answers come to `hear`. The store runs the document whenever it changes. */
export function createRunStore(
  document: DocumentStore,
  connect: (hear: (reply: Reply) => void) => EngineClient,
): RunStore {
  const pending: { nodes: Record<string, NodeRun>; values: Record<PortName, ShownValue> } = { nodes: {}, values: {} };

  const store = createStore<RunState>()((set, get) => ({
    phase: 'starting',
    backends: [],
    reason: '',
    choice: 'auto',
    ms: 0,
    nodes: {},
    values: {},
    problems: [],
    measuring: false,
    wanted: [],
    choose: (choice) => {
      set({ choice });
      get().run();
    },
    want: (wanted) => {
      const missing = wanted.some((port) => get().values[port] === undefined);
      set({ wanted });
      if (missing) get().run();
    },
    run: () => start(get().measuring ? 'new' : undefined),
    measure: (measuring) => set({ measuring }),
    measureAgain: () => start('again'),
    cancel: () => engine.cancel(),
  }));

  const start = (measure: RunRequest['measure']): void => {
    const { graph, checked } = document.getState();
    // The engine is told what the page shows: what an earlier run gave and nobody shows yet would come up with this one.
    pending.nodes = {};
    pending.values = {};
    store.setState({ phase: 'running', values: kept(store.getState().values, checked) });
    const now = store.getState();
    engine.run(graph, now.choice, watchList(checked, now), measure);
  };

  const hear = (reply: Reply): void => {
    if (reply.kind === 'ready') {
      store.setState({ backends: reply.backends, chosen: reply.chosen, reason: reply.reason });
    } else if (reply.kind === 'choice') {
      store.setState({ chosen: reply.chosen, reason: reply.reason });
    } else if (reply.kind === 'node') {
      pending.nodes[reply.node.id] = reply.node;
    } else if (reply.kind === 'value') {
      pending.values[reply.port] = { shape: reply.shape, data: reply.data, key: reply.key };
    } else if (reply.kind === 'done') {
      const { backend, ms, problems, stats, fallback } = reply;
      finish({ phase: 'done', backend, ms, problems, stats, fallback, failure: undefined });
    } else if (reply.kind === 'cancelled') {
      finish({ phase: 'cancelled' });
    } else if (reply.kind === 'failed') {
      finish({ phase: 'failed', failure: reply.message });
    }
  };

  /** One change of state for a whole run: the page renders once. */
  const finish = (ended: Partial<RunState>): void => {
    const { nodes, values } = store.getState();
    const done = ended.phase === 'done';
    const before = done ? current(values, pending.nodes, document.getState().checked) : values;
    store.setState({
      ...ended,
      nodes: done ? pending.nodes : { ...nodes, ...pending.nodes },
      values: { ...before, ...pending.values },
    });
    pending.values = {};
  };

  const engine = connect(hear);
  document.subscribe((now, before) => {
    // The document before is closed: what was computed for it is freed, and passes for nothing in the new one.
    if (now.opened !== before.opened) {
      engine.close();
      store.setState({ nodes: {}, values: {}, problems: [] });
    }
    if (now.graph !== before.graph) store.getState().run();
  });
  return store;
}
