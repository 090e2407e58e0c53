// The text of the open graph while somebody edits it: typed text becomes the graph once it reads, and is never thrown away.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { parseGraph } from '../../graph/format';
import type { Graph } from '../../graph/graph';
import type { FileProblem } from '../../graph/problem';
import { serializeGraph } from '../../graph/serialize';
import type { DocumentStore } from '../../store/documentStore';

export interface CodeState {
  /** What the editor shows. */
  readonly text: string;
  /** Something was typed that the graph does not hold yet. */
  readonly draft: boolean;
  /** Why the text is no graph. */
  readonly problem?: FileProblem | undefined;
  /** The graph was changed elsewhere while the text held a draft: a person decides which one stays. */
  readonly held: boolean;
  /** What stands in the editor now, after every change that a person makes there. */
  typed(text: string): void;
  /** Does not wait for the end of a pause. */
  flush(): void;
  /** Follows the open graph, which may have changed. */
  follow(): void;
  /** The text of the graph takes the place of the draft. */
  takeGraph(): void;
  /** The draft takes the place of the graph, if it is one. */
  takeText(): void;
}

export type CodeSession = StoreApi<CodeState>;

/** Milliseconds without a key after which what was typed is read: one step to undo. */
const PAUSE = 500;

export function createCodeSession(document: DocumentStore): CodeSession {
  const open = (): Graph => document.getState().graph;
  /** The graph that the text said last. */
  let basis = open();
  let timer: ReturnType<typeof setTimeout> | undefined;

  return createStore<CodeState>()((set, get) => {
    const settle = (text: string): void => {
      basis = open();
      set({ text, draft: false, problem: undefined, held: false });
    };
    const adopt = (graph: Graph): void => {
      // Set before, so that the change is known to come from here.
      basis = graph;
      document.getState().edit(() => graph);
      // Weights may have been drawn anew for other shapes: then the text says so.
      settle(open() === graph ? get().text : serializeGraph(open()));
    };
    const read = (evenIfHeld: boolean): void => {
      clearTimeout(timer);
      timer = undefined;
      const parsed = parseGraph(get().text);
      if ('problem' in parsed) set({ problem: parsed.problem, held: open() !== basis });
      else if (serializeGraph(parsed.graph) === serializeGraph(open())) settle(get().text);
      else if (open() !== basis && !evenIfHeld) set({ problem: undefined, held: true });
      else adopt(parsed.graph);
    };
    return {
      text: serializeGraph(open()),
      draft: false,
      held: false,
      typed: (text) => {
        if (text === get().text) return;
        set({ text, draft: true });
        clearTimeout(timer);
        timer = setTimeout(() => read(false), PAUSE);
      },
      flush: () => {
        if (timer !== undefined) read(false);
      },
      follow: () => {
        if (open() === basis) return;
        if (get().draft) set({ held: true });
        else settle(serializeGraph(open()));
      },
      takeGraph: () => {
        clearTimeout(timer);
        timer = undefined;
        settle(serializeGraph(open()));
      },
      takeText: () => read(true),
    };
  });
}
