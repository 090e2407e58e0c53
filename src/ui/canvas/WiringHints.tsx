// Words beside a wire in hand: a strip at the pointer, or the bar of keys while it is drawn by keyboard.
import { CategoryGlyph } from '../primitives/CategoryGlyph';
import { Kbd } from '../primitives/Kbd';
import { useDocument, useWorkbench } from '../workbench';
import { useCanvas, useWiring } from './canvasContext';
import { clampInto, useCanvasSize, useOnCanvas } from './canvasSize';
import { glyphOf } from './glyph';
import styles from './Overlays.module.css';
import { fitCount, slotOf, spokenTarget } from './wireWords';
import type { DrawnEnd } from './wiringStore';

export function WiringHints() {
  const wire = useWiring((state) => state.wire);
  if (!wire) return null;
  if (wire.by === 'keyboard') return <KeyBar wire={wire} />;
  // At a port its own name and shape stand in the same place.
  return wire.over ? null : <PointerStrip wire={wire} />;
}

const STRIP = { width: 330, height: 56 };

function PointerStrip({ wire }: { readonly wire: DrawnEnd }) {
  const { flow } = useCanvas();
  const size = useCanvasSize();
  const onCanvas = useOnCanvas();
  const at = onCanvas(wire.pointer);
  const place = clampInto({ x: at.x + 16, y: at.y + 22 }, STRIP, size);
  const slot = slotOf(flow.getState(), wire.from);
  const fits = wire.fits === 1 ? 'fits 1 port' : `fits ${wire.fits} ports`;
  const elsewhere =
    wire.loose === undefined ? 'Drop on empty canvas to add a node.' : 'Drop on empty canvas to remove it.';
  return (
    <p className={styles.strip} style={{ left: place.x, top: place.y }}>
      <b>{wire.from.port}</b> {slot?.fullShape} {fits}. {elsewhere} <Kbd>Esc</Kbd>
    </p>
  );
}

function KeyBar({ wire }: { readonly wire: DrawnEnd }) {
  const { document } = useWorkbench();
  const category = useDocument((state) => state.checked.nodes.get(wire.from.node)?.type?.category);
  return (
    <div className={styles.bar}>
      {category ? <CategoryGlyph category={glyphOf(category)} /> : null}
      <span>{fitCount(wire)}</span>
      {wire.fits > 0 ? (
        <>
          <Kbd>Tab</Kbd> <span>next fit</span>
          <Kbd>Enter</Kbd> <span>connect</span>
        </>
      ) : null}
      <Kbd>Esc</Kbd> <span>cancel</span>
      <p className="sr-only" aria-live="polite">
        {spokenTarget(wire, document.getState().checked)}
      </p>
    </div>
  );
}
