// The wire in hand, from its port to the pointer, or the one that was just refused, dashed in red.
import { ViewportPortal } from '@xyflow/react';
import type { Side } from '../../drawing/ports';
import { freeWay, type Point } from '../../drawing/route';
import { wirePath } from '../../drawing/wirePath';
import { classes } from '../primitives/classes';
import { useWiring } from './canvasContext';
import styles from './Wire.module.css';

export function DraftWire() {
  const wire = useWiring((state) => state.wire);
  const refused = useWiring((state) => state.refused);
  if (wire) {
    const refuses = wire.over !== undefined && !wire.over.fit.fits;
    return <Draft side={wire.from.side} start={wire.start} end={wire.over?.at ?? wire.pointer} refused={refuses} />;
  }
  return refused ? <Draft side={refused.from.side} start={refused.start} end={refused.end} refused /> : null;
}

interface DraftProps {
  readonly side: Side;
  readonly start: Point;
  readonly end: Point;
  readonly refused: boolean;
}

const Draft = ({ side, start, end, refused }: DraftProps) => (
  <ViewportPortal>
    <svg className={styles.draft} aria-hidden="true">
      <path
        className={classes(refused && styles.refused)}
        d={wirePath(side === 'output' ? freeWay(start, end) : freeWay(end, start))}
      />
    </svg>
  </ViewportPortal>
);
