// The canvas: React Flow as an adapter between the document and the screen. The only folder that knows React Flow.
import '@xyflow/react/dist/base.css';
import {
  Background,
  type EdgeChange,
  type EdgeProps,
  type EdgeTypes,
  type NodeProps,
  type NodeTypes,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
  useStoreApi,
} from '@xyflow/react';
import { useEffect, useRef, useState } from 'react';
import type { FaceKind } from '../../drawing/face';
import { type Later, later, useWithNodes } from '../later';
import { Missing } from '../Missing';
import { useWorkbench } from '../workbench';
import styles from './Canvas.module.css';
import { CanvasMinimap } from './CanvasMinimap';
import { CanvasToolbar } from './CanvasToolbar';
import { FIT, isAnother, useMakeActions } from './canvasActions';
import { CanvasContext, type CanvasParts, PullWireContext, useCanvas, useCanvasUi, useFlow } from './canvasContext';
import { useCanvasLink } from './canvasLink';
import { createCanvasUi } from './canvasUi';
import { DraftWire } from './DraftWire';
import type { FlowEdge, FlowNode } from './flowElements';
import { createFlowStore } from './flowStore';
import { useCanvasClipboard } from './useCanvasClipboard';
import { useCanvasKeys } from './useCanvasKeys';
import { useNodeDrag } from './useNodeDrag';
import { usePointerWires } from './useWirePointer';
import { createWiringStore } from './wiringStore';

const drawn = async () => (await import('./drawn')).drawn;
const NODE_TYPES: Record<FaceKind, Later<NodeProps<FlowNode>>> = {
  card: later('This node', async () => (await drawn()).NodeCard),
  prose: later('This node', async () => (await drawn()).ProseNote),
  box: later('This node', async () => (await drawn()).TitledBox),
  container: later('This node', async () => (await drawn()).ContainerFrame),
  wall: later('This node', async () => (await drawn()).Wall),
};
const EDGE_TYPES = {
  wire: later<EdgeProps<FlowEdge>>('A wire', async () => (await drawn()).Wire, { missing: () => null }),
};
const Overlays = later('What floats over the canvas', async () => (await drawn()).Overlays, { missing: () => null });
const FailedCallout = later('What went wrong', async () => (await import('./FailedCallout')).FailedCallout);
const WITH_NODES = [...Object.values(NODE_TYPES), EDGE_TYPES.wire, Overlays];
const MULTI_SELECT = ['Shift', 'Control', 'Meta'];
const NO_ATTRIBUTION = { hideAttribution: true };
const DOTS = 22;

export function Canvas() {
  const { document, view } = useWorkbench();
  const [parts] = useState<CanvasParts>(() => {
    const flow = createFlowStore(document, view);
    const ui = createCanvasUi();
    return { flow, wiring: createWiringStore(document, flow, ui), ui };
  });
  useEffect(() => parts.flow.follow(), [parts]);
  return (
    <CanvasContext value={parts}>
      <ReactFlowProvider>
        <Stage />
      </ReactFlowProvider>
    </CanvasContext>
  );
}

/** Everything that is rendered once: what changes subscribes for itself. */
function Stage() {
  const pull = usePointerWires();
  const link = useCanvasLink();
  const actions = useMakeActions();
  const isWanted = useWithNodes(WITH_NODES);
  const hasFailed = useCanvasUi(({ failed }) => failed !== undefined);
  useCanvasKeys();
  useCanvasClipboard();
  useEffect(() => {
    link.setState({ actions });
    return () => link.setState({ actions: undefined });
  }, [link, actions]);
  return (
    <PullWireContext value={pull}>
      <section className={styles.canvas} aria-label="Graph">
        <h2 className="sr-only">Graph</h2>
        <Graph />
        <Toolbar />
        <CanvasMinimap />
        {isWanted ? <Overlays /> : null}
        {hasFailed ? <FailedCallout /> : null}
      </section>
    </PullWireContext>
  );
}

function Toolbar() {
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const minimap = useCanvasUi((state) => state.minimap);
  return <CanvasToolbar zoom={zoom} minimap={minimap} />;
}

interface Drawing {
  readonly phase: 'coming' | 'here' | 'missing';
  readonly again: () => void;
}

/** Whether what draws nodes is on the page. React Flow looks for ports once, when a node comes: it must not come empty. */
function useDrawn(): Drawing {
  const has = useFlow((state) => state.nodes.length > 0);
  const [phase, setPhase] = useState<Drawing['phase']>('coming');
  useEffect(() => {
    if (!has || phase !== 'coming') return;
    const all = Promise.all(WITH_NODES.map(({ fetch }) => fetch()));
    void all.then((here) => setPhase(here.every(Boolean) ? 'here' : 'missing'));
  }, [has, phase]);
  return { phase, again: () => setPhase('coming') };
}

const NO_NODES: FlowNode[] = [];
const NO_EDGES: FlowEdge[] = [];

/** A box drawn around nodes is not meant for the wires between them. */
const isDeselect = (change: EdgeChange<FlowEdge>): boolean => change.type === 'select' && !change.selected;

function Graph() {
  const { flow } = useCanvas();
  const store = useStoreApi<FlowNode, FlowEdge>();
  const nodes = useFlow((state) => state.nodes);
  const edges = useFlow((state) => state.edges);
  const { phase, again } = useDrawn();
  const here = phase === 'here';
  const { onNodesChange, onEdgesChange } = flow.getState();
  const { aim, drop } = useNodeDrag();
  if (phase === 'missing') return <Missing name="What draws nodes" onAgain={again} />;
  return (
    <ReactFlow
      nodes={here ? nodes : NO_NODES}
      edges={here ? edges : NO_EDGES}
      nodeTypes={NODE_TYPES as NodeTypes}
      edgeTypes={EDGE_TYPES as EdgeTypes}
      onNodesChange={onNodesChange}
      onEdgesChange={(changes) =>
        onEdgesChange(store.getState().userSelectionActive ? changes.filter(isDeselect) : changes)
      }
      onNodeDrag={(event, _node, dragged) => aim(event, dragged)}
      onNodeDragStop={(event, _node, dragged) => drop(event, dragged)}
      onSelectionDragStop={(event, dragged) => drop(event, dragged)}
      nodeDragThreshold={3}
      nodesConnectable={false}
      deleteKeyCode={null}
      multiSelectionKeyCode={MULTI_SELECT}
      disableKeyboardA11y
      zIndexMode="manual"
      elevateNodesOnSelect={false}
      elevateEdgesOnSelect={false}
      zoomOnDoubleClick={false}
      minZoom={0.2}
      maxZoom={2.5}
      selectionMode={SelectionMode.Partial}
      proOptions={NO_ATTRIBUTION}
    >
      <Background gap={DOTS} size={1.6} offset={0} />
      <DraftWire />
      <FitOnOpen here={here} />
    </ReactFlow>
  );
}

/** Shows the whole of a document that was just opened. */
function FitOnOpen({ here }: { readonly here: boolean }) {
  const { document } = useWorkbench();
  const link = useCanvasLink();
  const frame = useRef(0);
  const { fitView } = useReactFlow();
  const first = useRef(document.getState().graph.nodes.length > 0);
  useEffect(() => {
    if (here && first.current) void fitView(FIT);
  }, [here, fitView]);
  useEffect(
    () =>
      document.subscribe(({ graph }, { graph: before }) => {
        if (!isAnother(graph.nodes, before.nodes) || before.nodes.length + graph.nodes.length < 3) return;
        cancelAnimationFrame(frame.current);
        frame.current = requestAnimationFrame(() => link.getState().actions?.fit());
      }),
    [document, link],
  );
  return null;
}
