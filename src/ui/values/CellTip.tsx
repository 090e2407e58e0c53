// The value under the pointer, over everything: beside the cell, outside of whatever scrolls or zooms.
import { useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './CellTip.module.css';

export interface CellTipProps {
  readonly text: string;
  /** The cell on screen, px of the viewport. */
  readonly anchor: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

const ROOM = 44;
const SIDE = 96;

export function CellTip({ text, anchor }: CellTipProps) {
  const below = anchor.top < ROOM;
  const middle = anchor.left + anchor.width / 2;
  const style = {
    left: Math.min(window.innerWidth - SIDE, Math.max(SIDE, middle)),
    top: below ? anchor.top + anchor.height + 6 : anchor.top - 6,
    transform: below ? 'translateX(-50%)' : 'translate(-50%, -100%)',
  };
  return createPortal(
    <div className={styles.tip} style={style} aria-hidden="true">
      {text}
    </div>,
    document.body,
  );
}

/** The tip at the element with this id, wherever it scrolls to; nothing while the element is off screen. */
export function CellTipAt({ id, text }: { readonly id: string; readonly text: string }) {
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  // After every render: the cell may appear, or move, with the one that brought this.
  useLayoutEffect(() => {
    setAnchor((old) => changedRect(old, id));
  });
  useLayoutEffect(() => {
    const measure = () => setAnchor((old) => changedRect(old, id));
    window.addEventListener('scroll', measure, { capture: true, passive: true });
    return () => window.removeEventListener('scroll', measure, { capture: true });
  }, [id]);
  return anchor ? <CellTip text={text} anchor={anchor} /> : null;
}

/** Where the element is now; the same object as before while it has not moved. */
function changedRect(old: DOMRect | null, id: string): DOMRect | null {
  const now = document.getElementById(id)?.getBoundingClientRect() ?? null;
  return old && now && old.x === now.x && old.y === now.y && old.width === now.width ? old : now;
}
