// The right column: the selected node, wire or group in full, or the document when nothing is selected.
import { later, useWithNodes } from '../later';
import { useDocument, useView } from '../workbench';
import styles from './Inspector.module.css';
import { NothingSelected } from './NothingSelected';

const NodeInspector = later('The inspector', async () => (await import('./NodeInspector')).NodeInspector);
const EdgeInspector = later('The inspector', async () => (await import('./EdgeInspector')).EdgeInspector);
const SeveralSelected = later('The inspector', async () => (await import('./SeveralSelected')).SeveralSelected);
const WITH_NODES = [NodeInspector, EdgeInspector, SeveralSelected];

export function Inspector() {
  useWithNodes(WITH_NODES);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <section className={styles.inspector} aria-label="What is selected" tabIndex={0}>
      <Selected />
    </section>
  );
}

function Selected() {
  const { nodes, edges } = useView((state) => state.selection);
  const [node] = nodes;
  const [edge] = edges;
  const isThere = useDocument(({ checked }) => node !== undefined && checked.nodes.has(node));
  const hasEdge = useDocument(({ graph }) => edge !== undefined && graph.edges.some(({ id }) => id === edge));
  if (nodes.length + edges.length > 1) return <SeveralSelected nodes={nodes} edges={edges} />;
  if (node !== undefined && isThere) return <NodeInspector key={node} id={node} />;
  if (edge !== undefined && hasEdge) return <EdgeInspector id={edge} />;
  return <NothingSelected />;
}
