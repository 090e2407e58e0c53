// Holds the start of the page: what was stored comes back, and what cannot be read is never written over.
import { describe, expect, it, vi } from 'vitest';
import type { Graph } from '../graph/graph';
import { serializeGraph } from '../graph/serialize';
import { deafEngine } from '../testing/deafEngine';
import type { EngineClient } from '../worker/client';
import { createWorkbench, type WorkbenchParts } from './createWorkbench';

const graph: Graph = {
  title: 'Kept',
  nodes: [{ id: 'inputs', type: 'tensor', position: { x: 0, y: 0 } }],
  edges: [],
};

function parts(stored: string | undefined) {
  const run = vi.fn(() => 1);
  const engine: EngineClient = { ...deafEngine, run, cancel: vi.fn(), close: vi.fn(), send: vi.fn(), dispose: vi.fn() };
  const keep = vi.fn<WorkbenchParts['keep']>();
  return { run, keep, given: { stored: async () => stored, keep, connect: () => engine } };
}

describe('the start of the page', () => {
  it('opens the stored document, runs it, keeps it, and has nothing to undo', async () => {
    const { run, keep, given } = parts(serializeGraph(graph));
    const { document, view, unreadable } = await createWorkbench(given);
    expect(document.getState().graph).toEqual(graph);
    expect(document.getState().history.past).toEqual([]);
    expect(run).toHaveBeenCalledTimes(1);
    expect(keep).toHaveBeenCalledWith(document);
    expect(unreadable).toBeUndefined();
    expect(view.getState().panel.open).toBe(true);
  });

  it('opens an empty document with its panel closed where nothing is stored', async () => {
    const { keep, given } = parts(undefined);
    const { document, view } = await createWorkbench(given);
    expect(document.getState().graph.nodes).toEqual([]);
    expect(view.getState().panel.open).toBe(false);
    expect(keep).toHaveBeenCalledTimes(1);
  });

  it('hands back what it cannot read, and saves nothing over it until that is decided', async () => {
    const text = '{"format": "attention-graph", "version": 1, "nodes": [], "edges": [], "extra": 1}';
    const { keep, given } = parts(text);
    const { unreadable } = await createWorkbench(given);
    expect(unreadable?.text).toBe(text);
    expect(unreadable?.problem.path).toBe('extra');
    expect(keep).not.toHaveBeenCalled();
    unreadable?.discard();
    expect(keep).toHaveBeenCalledTimes(1);
  });
});
