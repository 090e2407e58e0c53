// Several nodes or wires at once: how many, and what can be done with all of them.
import { duplicateNodes } from '../../graph/clipboard';
import { removeNodes, setMode } from '../../graph/editNodes';
import { disconnect } from '../../graph/editWires';
import { labelOf } from '../panels/names';
import { Button } from '../primitives/Button';
import { PanelSection } from '../primitives/PanelSection';
import { useDocument, useWorkbench } from '../workbench';
import { useEdit } from './edit';
import styles from './Inspector.module.css';

export interface SeveralSelectedProps {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

const counted = (count: number, one: string): string[] =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${one}s`];

export function SeveralSelected({ nodes, edges }: SeveralSelectedProps) {
  const edit = useEdit();
  const { view } = useWorkbench();
  const names = useDocument(({ checked }) => nodes.map((id) => labelOf(checked, id)).join(', '));
  const remove = (): void => {
    edit((graph) => disconnect(removeNodes(graph, nodes), edges));
    view.getState().select({});
  };
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.heading}>
          {[...counted(nodes.length, 'node'), ...counted(edges.length, 'wire')].join(', ')}
        </h2>
        <p className={styles.summary}>{names}</p>
      </header>
      <PanelSection title="With all of them">
        <div className={styles.actions}>
          {nodes.length > 0 ? (
            <>
              <Button size="small" onClick={() => edit((graph) => duplicateNodes(graph, nodes))}>
                Duplicate
              </Button>
              <Button size="small" onClick={() => edit((graph) => setMode(graph, nodes, undefined))}>
                Run
              </Button>
              <Button size="small" onClick={() => edit((graph) => setMode(graph, nodes, 'bypass'))}>
                Bypass
              </Button>
              <Button size="small" onClick={() => edit((graph) => setMode(graph, nodes, 'mute'))}>
                Mute
              </Button>
            </>
          ) : null}
          <Button size="small" onClick={remove}>
            Delete
          </Button>
        </div>
      </PanelSection>
    </>
  );
}
