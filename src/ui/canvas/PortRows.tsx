// The words beside the ports: inputs at the left, outputs at the right, on shared rows.
import { memo } from 'react';
import { ROW, TITLE } from '../../drawing/face';
import type { PortSlot, Side } from '../../drawing/ports';
import styles from './NodeCard.module.css';

export const PortRows = memo(function PortRows({ slots }: { readonly slots: readonly PortSlot[] }) {
  const rows = Math.max(0, ...slots.map(({ row }) => row + 1));
  const at = (side: Side, row: number) => slots.find((slot) => slot.side === side && slot.row === row);
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
    <div key={row} className={styles.row} style={{ top: TITLE + ROW * row }} aria-hidden="true">
      <PortWords slot={at('input', row)} />
      <PortWords slot={at('output', row)} />
    </div>
  ));
});

function PortWords({ slot }: { readonly slot: PortSlot | undefined }) {
  if (!slot) return <span />;
  return (
    <span className={styles.port}>
      {slot.name}
      <small>{slot.shape}</small>
    </span>
  );
}
