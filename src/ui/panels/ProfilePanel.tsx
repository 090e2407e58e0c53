// What every node takes: as the engine measured it in the last run, or as its Program says before one.
import { EmptyState } from '../primitives/EmptyState';
import { useDocument, useView } from '../workbench';
import { EstimateTable } from './EstimateTable';
import { MeasuredTable } from './MeasuredTable';
import styles from './ProfilePanel.module.css';
import { profiledNodes } from './profileTree';

export function ProfilePanel() {
  const view = useView(({ profile }) => profile);
  const empty = useDocument(({ checked }) => profiledNodes(checked).length === 0);
  if (empty) {
    return <EmptyState title="Nothing to run yet">Times and costs of every node will show here.</EmptyState>;
  }
  return <div className={styles.panel}>{view === 'estimate' ? <EstimateTable /> : <MeasuredTable />}</div>;
}
