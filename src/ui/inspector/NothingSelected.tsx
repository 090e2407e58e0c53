// What the inspector says when nothing is selected: keys that are good to know, and the document's own words.
import { setDescription, setTitle } from '../../graph/editDocument';
import { limits } from '../../graph/limits';
import { FieldRow } from '../primitives/FieldRow';
import { Kbd } from '../primitives/Kbd';
import { Facts, PanelSection } from '../primitives/PanelSection';
import { TextArea, TextField } from '../primitives/TextField';
import { showChord } from '../shell/keys';
import { useDocument, useWorkbench } from '../workbench';
import { refusal, useEdit } from './edit';
import styles from './Inspector.module.css';

const KEYS: readonly (readonly [string, string])[] = [
  ['Add a node', 'A'],
  ['Connect from a port', 'C'],
  ['Find or do anything', 'Mod+K'],
  ['Fit the graph', 'F'],
  ['All shortcuts', '?'],
];

export function NothingSelected() {
  const mac = navigator.platform.startsWith('Mac');
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.heading}>Nothing selected</h2>
        <p className={styles.summary}>Select a node to see its parameters, formula, weights and values here.</p>
      </header>
      <PanelSection title="Good to know">
        <Facts facts={KEYS.map(([what, chord]) => [what, <Kbd key={chord}>{showChord(chord, mac)}</Kbd>])} />
      </PanelSection>
      <DocumentSection />
    </>
  );
}

function DocumentSection() {
  const edit = useEdit();
  const { document } = useWorkbench();
  const title = useDocument(({ graph }) => graph.title ?? '');
  const description = useDocument(({ graph }) => graph.description ?? '');
  const nodes = useDocument(({ graph }) => graph.nodes.length);
  const wires = useDocument(({ graph }) => graph.edges.length);
  const tooLong = (text: string): string | undefined =>
    text.trim().length > limits.label
      ? `This title has ${text.trim().length} characters, and ${limits.label} is the most. Make it shorter.`
      : refusal(document.getState().graph, (graph) => setTitle(graph, text));
  return (
    <PanelSection title="Document" aside={`${nodes} nodes, ${wires} wires`}>
      <div className={styles.fields}>
        <FieldRow label="Title">
          <TextField
            value={title}
            placeholder="Untitled"
            check={tooLong}
            onCommit={(text) => edit((graph) => setTitle(graph, text))}
          />
        </FieldRow>
        <FieldRow label="Description" stacked>
          <TextArea
            value={description}
            placeholder="What this graph shows"
            rows={6}
            onCommit={(text) => edit((graph) => setDescription(graph, text))}
          />
        </FieldRow>
      </div>
    </PanelSection>
  );
}
