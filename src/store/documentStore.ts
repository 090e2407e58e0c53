// The open document: its graph, its types, its history. The only caller of edits, for mouse, keyboard, paste and code alike.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { checkGraph } from '../execution/check';
import type { Checked } from '../execution/checked';
import type { CheckOptions } from '../execution/checkRun';
import { settleWeights } from '../execution/settle';
import { Traces } from '../execution/traces';
import { emptyGraph, type Graph } from '../graph/graph';
import { nodeType } from '../nodes/registry';
import { amend, begin, type History, record, redo, undo } from './history';

/** `record`: a step to undo. `silent`: none. `{ merge: tag }`: one step with the edits right before it that have the same tag. */
export type Recording = 'record' | 'silent' | { readonly merge: string };

export type SaveState = 'saved' | 'saving' | 'failed';

export interface DocumentState {
  readonly graph: Graph;
  /** Types, shapes and mistakes of `graph`; always in step with it. */
  readonly checked: Checked;
  readonly history: History<Graph>;
  readonly save: SaveState;
  /** Traced nodes and the registry, for those who ask whether an edit would fit. */
  readonly options: CheckOptions;
  /** Grows with every change of the graph. */
  readonly revision: number;
  /** Which of all documents that were opened it is: undo may bring an earlier one back. */
  readonly opened: number;
  edit(change: (graph: Graph) => Graph, recording?: Recording): void;
  /** Another document takes the place of this one; undo brings this one back. */
  open(graph: Graph): void;
  undo(): void;
  redo(): void;
  setSave(save: SaveState): void;
}

export type DocumentStore = StoreApi<DocumentState>;

export function createDocumentStore(initial: Graph = emptyGraph): DocumentStore {
  const options: CheckOptions = { nodeType, traces: new Traces() };
  const check = (graph: Graph, before?: Checked): Checked =>
    before?.graph === graph ? before : checkGraph(graph, before ? { ...options, before } : options);

  let documents = 1;
  /** The document that each graph of the history is of. */
  const documentOf = new WeakMap<Graph, number>([[initial, 0]]);

  return createStore<DocumentState>()((set, get) => {
    /** `known`: a check of that graph, or of one that is nearly it. */
    const show = (history: History<Graph>, known = get().checked): void => {
      if (history.present === get().graph) {
        set({ history });
        return;
      }
      const checked = check(history.present, known);
      const opened = documentOf.get(history.present) ?? get().opened;
      documentOf.set(history.present, opened);
      set(({ revision }) => ({ history, graph: history.present, checked, revision: revision + 1, opened }));
    };
    const step = (graph: Graph, recording: Recording, known?: Checked): void => {
      const { history } = get();
      if (graph === history.present) return;
      const tag = typeof recording === 'object' ? recording.merge : undefined;
      show(recording === 'silent' ? amend(history, graph) : record(history, graph, Date.now(), tag), known);
    };
    return {
      graph: initial,
      checked: check(initial),
      history: begin(initial),
      save: 'saved',
      options,
      revision: 0,
      opened: 0,
      edit: (change, recording = 'record') => {
        const { graph, checked } = get();
        const changed = change(graph);
        if (changed === graph) return;
        const now = check(changed, checked);
        step(settleWeights(checked, now), recording, now);
      },
      open: (graph) => {
        if (!documentOf.has(graph)) documentOf.set(graph, documents++);
        step(graph, 'record');
      },
      undo: () => show(undo(get().history)),
      redo: () => show(redo(get().history)),
      setSave: (save) => set({ save }),
    };
  });
}
