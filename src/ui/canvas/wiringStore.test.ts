// Wires drawn, refused, re-plugged and pulled off, on the stores that the page has.
import { beforeEach, describe, expect, it } from 'vitest';
import type { PortEnd } from '../../drawing/ports';
import { createDocumentStore } from '../../store/documentStore';
import { createViewStore } from '../../store/viewStore';
import { node, wires } from '../../testing/build';
import { createCanvasUi } from './canvasUi';
import { carry } from './carry';
import { createFlowStore } from './flowStore';
import { createWiringStore, portLight, portPlace } from './wiringStore';

const at = (x: number) => ({ position: { x, y: 0 } });
const graph = {
  nodes: [
    node(
      'x',
      'tensor',
      {
        values: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      at(0),
    ),
    node('query', 'linear', { features: 2 }, at(200)),
    node('wide', 'linear', { features: 3 }, { position: { x: 200, y: 300 } }),
    node('score', 'score', {}, at(400)),
    node('join', 'concat', {}, at(600)),
  ],
  edges: wires('x.out > query.x', 'x.out > wide.x', 'query.out > score.query', 'query.out > score.key'),
};
const output = (id: string, port = 'out'): PortEnd => ({ node: id, side: 'output', port, key: `out.${port}` });
const input = (id: string, port: string, key = `in.${port}`): PortEnd => ({ node: id, side: 'input', port, key });

let document: ReturnType<typeof createDocumentStore>;
let flow: ReturnType<typeof createFlowStore>;
let wiring: ReturnType<typeof createWiringStore>;

beforeEach(() => {
  document = createDocumentStore(graph);
  flow = createFlowStore(document, createViewStore());
  flow.follow();
  wiring = createWiringStore(document, flow, createCanvasUi());
});

const pull = (from: PortEnd, to: PortEnd | undefined, loose?: string) => {
  wiring.getState().begin(from, 'pointer', loose);
  const end = to ? portPlace(flow, to) : { x: 5000, y: 5000 };
  wiring.getState().move(end ?? { x: 0, y: 0 }, undefined, 10);
  return wiring.getState().drop();
};
const edges = () =>
  document.getState().graph.edges.map((e) => `${e.source}.${e.sourcePort} > ${e.target}.${e.targetPort}`);

describe('a wire', () => {
  it('takes the place of the one that is there, as one step to undo', () => {
    pull(output('x'), input('score', 'key'));
    expect(wiring.getState().refused?.problem.code).toBe('shape');
    pull(output('wide'), input('query', 'x'));
    expect(edges()).toContain('wide.out > query.x');
    expect(edges()).not.toContain('x.out > query.x');
    expect(document.getState().history.past).toHaveLength(1);
  });

  it('may be drawn from an input to an output', () => {
    pull(input('join', 'inputs', 'in.inputs.0'), output('wide'));
    expect(edges().at(-1)).toBe('wide.out > join.inputs');
  });

  it('goes to the free slot of an input that grows', () => {
    pull(output('wide'), input('join', 'inputs', 'in.inputs.0'));
    pull(output('query'), input('join', 'inputs', 'in.inputs.1'));
    expect(edges().slice(-2)).toEqual(['wide.out > join.inputs', 'query.out > join.inputs']);
  });

  it('that clashes changes nothing and says why', () => {
    pull(output('wide'), input('score', 'key'));
    expect(document.getState().graph).toBe(graph);
    expect(wiring.getState().refused).toMatchObject({ ends: { source: 'wide', target: 'score', targetPort: 'key' } });
    expect(portLight(wiring.getState(), 'score', 'in.key')).toBe('refused');
    wiring.getState().forgive();
    expect(portLight(wiring.getState(), 'score', 'in.key')).toBe('idle');
  });

  it('dropped on the empty canvas asks for a node there', () => {
    expect(pull(output('query'), undefined)).toEqual({ from: output('query'), at: { x: 5000, y: 5000 } });
    expect(document.getState().graph).toBe(graph);
  });
});

describe('the loose end of a wire', () => {
  it('is plugged in elsewhere and keeps its id', () => {
    pull(output('x'), input('join', 'inputs', 'in.inputs.0'), 'e1');
    expect(document.getState().graph.edges.find(({ id }) => id === 'e1')?.target).toBe('join');
  });

  it('stays where it was when it is put back', () => {
    pull(output('query'), input('score', 'key'), 'e3');
    expect(document.getState().graph).toBe(graph);
  });

  it('is taken away on the empty canvas', () => {
    pull(output('query'), undefined, 'e3');
    expect(edges()).not.toContain('query.out > score.key');
  });
});

describe('drawing by keyboard', () => {
  it('starts at the first port that fits and goes through all of them', () => {
    wiring.getState().begin(output('query'), 'keyboard');
    const over = () => `${wiring.getState().wire?.over?.end.node}.${wiring.getState().wire?.over?.end.port}`;
    const seen = [over()];
    for (let step = 1; step < (wiring.getState().wire?.fits ?? 0); step++) {
      wiring.getState().next(1);
      seen.push(over());
    }
    expect(seen).toEqual(['wide.x', 'score.query', 'score.key', 'join.inputs']);
    wiring.getState().next(1);
    expect(over()).toBe('wide.x');
    wiring.getState().next(-1);
    expect(over()).toBe('join.inputs');
    wiring.getState().drop();
    expect(edges().at(-1)).toBe('query.out > join.inputs');
  });
});

describe('dragging nodes', () => {
  it('changes the document once, at the end', () => {
    const { onNodesChange, placesOf } = flow.getState();
    onNodesChange([{ id: 'wide', type: 'position', position: { x: 210.4, y: 310.6 }, dragging: true }]);
    onNodesChange([{ id: 'wide', type: 'position', position: { x: 220.4, y: 320.6 }, dragging: true }]);
    expect(document.getState().graph).toBe(graph);
    document.getState().edit((now) => carry(now, placesOf(['wide']), undefined));
    expect(document.getState().history.past).toHaveLength(1);
    expect(document.getState().graph.nodes[2]?.position).toEqual({ x: 220, y: 321 });
  });
});
