// Every mistake with its repair, and who waits for it.
import { CircleDashed, Clock3, TriangleAlert } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Button } from '../primitives/Button';
import { EmptyState } from '../primitives/EmptyState';
import { useDocument, useRun, useWorkbench } from '../workbench';
import styles from './ProblemsPanel.module.css';
import { type ProblemRow, problemRows, waitingRow } from './problemRows';
import { useReveal } from './reveal';
import { useRepairs } from './useRepairs';

export function ProblemsPanel() {
  const checked = useDocument((state) => state.checked);
  const ofRun = useRun((state) => state.problems);
  const failure = useRun((state) => state.failure);
  const rows = useMemo(() => problemRows(checked, ofRun), [checked, ofRun]);
  const waits = useMemo(() => waitingRow(checked), [checked]);
  const reveal = useReveal();
  if (rows.length === 0 && !waits && !failure) {
    return (
      <EmptyState title="No problems">What does not fit is said here, with a repair where there is one.</EmptyState>
    );
  }
  return (
    <ul className={styles.rows}>
      {failure ? (
        <li className={styles.row}>
          <Words sign={<TriangleAlert className={styles.bad} aria-hidden />} label="The engine" sentence={failure} />
        </li>
      ) : null}
      {rows.map((row) => (
        <Row key={row.key} row={row} onShow={() => reveal([row.node])} />
      ))}
      {waits ? (
        <li className={styles.row}>
          <button type="button" className={styles.words} onClick={() => reveal(waits.ids)}>
            <Words sign={<Clock3 aria-hidden />} label={waits.label} sentence={waits.sentence} />
          </button>
          <Button variant="link" onClick={() => reveal(waits.ids)}>
            Show
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function Row({ row, onShow }: { readonly row: ProblemRow; readonly onShow: () => void }) {
  const { document } = useWorkbench();
  const [repair] = useRepairs(row.problem);
  const sign = row.isUnfinished ? <CircleDashed aria-hidden /> : <TriangleAlert className={styles.bad} aria-hidden />;
  return (
    <li className={styles.row}>
      <button type="button" className={styles.words} onClick={onShow}>
        <Words sign={sign} label={row.label} sentence={row.sentence} />
      </button>
      {repair ? (
        <Button size="small" onClick={() => document.getState().edit(repair.change)}>
          {repair.label}
        </Button>
      ) : null}
    </li>
  );
}

interface WordsProps {
  readonly sign: ReactNode;
  readonly label: string;
  readonly sentence: string;
}

const Words = ({ sign, label, sentence }: WordsProps) => (
  <span className={styles.line}>
    {sign}
    <b className={styles.label}>{label}</b>
    <span>{sentence}</span>
  </span>
);
