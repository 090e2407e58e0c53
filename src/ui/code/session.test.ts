// Typing in the code panel: valid text becomes the graph, one step a pause; nothing that was typed is lost.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { moveNodes } from '../../graph/editNodes';
import { parseGraph } from '../../graph/format';
import type { Graph } from '../../graph/graph';
import { serializeGraph } from '../../graph/serialize';
import { createDocumentStore } from '../../store/documentStore';
import { createCodeSession } from './session';

const start: Graph = {
  nodes: [{ id: 'a', type: 'linear', position: { x: 0, y: 0 }, params: { features: 2 } }],
  edges: [],
};

function opened() {
  const document = createDocumentStore(start);
  const session = createCodeSession(document);
  document.subscribe(() => session.getState().follow());
  const type = (change: (text: string) => string): void => session.getState().typed(change(session.getState().text));
  const features = (): unknown => document.getState().graph.nodes[0]?.params?.features;
  return { document, session, type, features };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('what is typed becomes the graph after a pause, as one step', () => {
  const { document, session, type, features } = opened();
  type((text) => text.replace('"features": 2', '"features": 3'));
  vi.advanceTimersByTime(300);
  type((text) => text.replace('"features": 3', '"features": 34'));
  expect(features()).toBe(2);
  vi.advanceTimersByTime(600);
  expect(features()).toBe(34);
  expect(document.getState().history.past).toHaveLength(1);
  document.getState().undo();
  expect(session.getState().text).toBe(serializeGraph(start));
});

it('text that is no graph stays as it was typed and leaves the graph alone', () => {
  const { document, session, type, features } = opened();
  type((text) => text.replace('"features": 2', '"features": "two"'));
  vi.advanceTimersByTime(600);
  expect(features()).toBe(2);
  expect(session.getState().problem?.path).toBe('nodes[0].params.features');
  expect(session.getState().text).toContain('"two"');
  type((text) => text.replace('"two"', '5'));
  vi.advanceTimersByTime(600);
  expect(features()).toBe(5);
  expect(session.getState().problem).toBeUndefined();
  expect(document.getState().history.past).toHaveLength(1);
});

it('a draft is kept when the graph changes elsewhere, until a person decides', () => {
  const { document, session, type, features } = opened();
  type((text) => text.replace('"features": 2', '"features": '));
  vi.advanceTimersByTime(600);
  document.getState().edit((graph) => moveNodes(graph, new Map([['a', { x: 7, y: 0 }]])));
  expect(session.getState()).toMatchObject({ held: true, draft: true });
  type((text) => text.replace('"features": ', '"features": 9'));
  vi.advanceTimersByTime(600);
  expect(features()).toBe(2);
  expect(session.getState().held).toBe(true);
  session.getState().takeText();
  expect(features()).toBe(9);
  expect(session.getState().held).toBe(false);
  document.getState().undo();
  expect(document.getState().graph.nodes[0]?.position.x).toBe(7);
});

it('the text of the graph comes back when that is chosen', () => {
  const { document, session, type } = opened();
  type(() => 'nothing of the kind');
  vi.advanceTimersByTime(600);
  session.getState().takeGraph();
  expect(session.getState()).toMatchObject({ text: serializeGraph(document.getState().graph), draft: false });
});

it('another layout of the same graph is no edit, and stays as it was typed', () => {
  const { document, session, type } = opened();
  type((text) => JSON.stringify(JSON.parse(text)));
  vi.advanceTimersByTime(600);
  expect(document.getState().graph).toBe(start);
  expect(session.getState().text).not.toContain('\n');
  expect(session.getState().draft).toBe(false);
});

it('weights that are drawn anew for a new shape show in the text', () => {
  const drawn: Graph = {
    nodes: [
      { id: 'x', type: 'tensor', position: { x: 0, y: 0 }, params: { values: [[1, 2]] } },
      { id: 'a', type: 'linear', position: { x: 9, y: 0 }, params: { features: 2, bias: false } },
    ],
    edges: [{ id: 'e', source: 'x', sourcePort: 'out', target: 'a', targetPort: 'x' }],
    weights: { 'a.weight': { shape: [2, 2], data: [1, 2, 3, 4] } },
  };
  const document = createDocumentStore(drawn);
  const session = createCodeSession(document);
  session.getState().typed(session.getState().text.replace('"features": 2', '"features": 3'));
  session.getState().flush();
  const { text } = session.getState();
  expect(parseGraph(text)).toEqual({ graph: document.getState().graph });
  expect(text).toContain('"features": 3');
});
