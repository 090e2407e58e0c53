// Wires the stores of the page: the stored document comes back, runs in the engine, and is kept from then on.

import { parseGraph } from '../graph/format';
import { emptyGraph, type Graph } from '../graph/graph';
import type { FileProblem } from '../graph/problem';
import { connectEngine, type EngineClient } from '../worker/client';
import { createDocumentStore, type DocumentStore } from './documentStore';
import { keepSaved, type Place, storedDocument } from './persistence';
import { createRunStore, type RunStore } from './runStore';
import { createViewStore, type ViewStore } from './viewStore';

/** What is stored and cannot be read: nothing is saved over it before `discard`. */
export interface Unreadable {
  readonly problem: FileProblem;
  readonly text: string;
  discard(): void;
}

export interface CreatedWorkbench {
  readonly document: DocumentStore;
  readonly run: RunStore;
  readonly view: ViewStore;
  readonly engine: EngineClient;
  readonly unreadable?: Unreadable;
}

export interface WorkbenchParts {
  readonly stored: () => Promise<string | undefined>;
  readonly keep: (document: DocumentStore) => void;
  readonly connect: Parameters<typeof createRunStore>[1];
}

/** The document that is kept in a place, run by the engine. */
export const partsAt = (place: Place): WorkbenchParts => ({
  stored: () => storedDocument(place),
  keep: (document) => keepSaved(document, place),
  connect: connectEngine,
});

/** Throws nothing for what is stored: a document that cannot be read is handed back as it is. */
export async function createWorkbench({ stored, keep, connect }: WorkbenchParts): Promise<CreatedWorkbench> {
  const text = await stored();
  const parsed = text === undefined ? { graph: emptyGraph } : parseGraph(text);
  const created = storesOf('graph' in parsed ? parsed.graph : emptyGraph, connect);
  if ('problem' in parsed) {
    const discard = (): void => keep(created.document);
    return { ...created, unreadable: { problem: parsed.problem, text: text ?? '', discard } };
  }
  keep(created.document);
  return created;
}

function storesOf(graph: Graph, connect: WorkbenchParts['connect']): CreatedWorkbench {
  const document = createDocumentStore(graph);
  let engine!: EngineClient;
  const run = createRunStore(document, (hear) => {
    engine = connect(hear);
    return engine;
  });
  const view = createViewStore();
  // There is nothing to show in it yet, and the first visit wants the room.
  if (graph.nodes.length === 0) view.getState().togglePanel();
  run.getState().run();
  return { document, run, view, engine };
}
