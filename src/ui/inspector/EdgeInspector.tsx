// One wire: its two ends, the shape of what flows in it, and taking it away.
import { disconnect } from '../../graph/editWires';
import { labelOf, portShape } from '../panels/names';
import { useReveal } from '../panels/reveal';
import { Button } from '../primitives/Button';
import { Facts, PanelSection } from '../primitives/PanelSection';
import { WireGradient } from '../training/GradientSections';
import { useDocument, useWorkbench } from '../workbench';
import { useEdit } from './edit';
import styles from './Inspector.module.css';

export function EdgeInspector({ id }: { readonly id: string }) {
  const { view } = useWorkbench();
  const edit = useEdit();
  const edge = useDocument(({ graph }) => graph.edges.find((other) => other.id === id));
  const shape = useDocument(({ checked }) => edge && portShape(checked, `${edge.source}.${edge.sourcePort}`));
  if (!edge) return null;
  const remove = (): void => {
    edit((graph) => disconnect(graph, [id]));
    view.getState().select({});
  };
  return (
    <>
      <header className={styles.header}>
        <p className={styles.kind}>wire</p>
        <h2 className={styles.heading}>{shape ?? 'No value yet'}</h2>
        <p className={styles.summary}>
          {shape ? 'The shape of what flows here.' : 'Its shape will show here once the node before it fits.'}
        </p>
      </header>
      <PanelSection title="Ends">
        <Facts
          facts={[
            ['From', <End key="from" node={edge.source} port={edge.sourcePort} />],
            ['To', <End key="to" node={edge.target} port={edge.targetPort} />],
          ]}
        />
        <div className={styles.actions}>
          <Button size="small" onClick={remove}>
            Remove the wire
          </Button>
        </div>
      </PanelSection>
      <WireGradient name={`${edge.source}.${edge.sourcePort}`} />
    </>
  );
}

function End({ node, port }: { readonly node: string; readonly port: string }) {
  const reveal = useReveal();
  const label = useDocument(({ checked }) => labelOf(checked, node));
  return (
    <button type="button" className={styles.link} onClick={() => reveal([node])}>
      {label} · {port}
    </button>
  );
}
