// The name and the full shape of the port that is pointed at, focused, or about to be connected.
import { useStore } from '@xyflow/react';
import { useDocument } from '../workbench';
import { useCanvas, useCanvasUi, useWiring } from './canvasContext';
import { useCanvasSize, useOnCanvas } from './canvasSize';
import styles from './Overlays.module.css';
import { portName, slotOf } from './wireWords';
import { portPlace } from './wiringStore';

export function PortTip() {
  const { flow } = useCanvas();
  const hovered = useCanvasUi((state) => state.hovered);
  const meant = useWiring(({ wire }) => wire?.over?.end);
  const wiring = useWiring(({ wire }) => wire !== undefined);
  const end = wiring ? meant : hovered;
  const checked = useDocument((state) => state.checked);
  const size = useCanvasSize();
  useStore((state) => (end ? state.transform.join() : ''));
  const onCanvas = useOnCanvas();
  const slot = end && slotOf(flow.getState(), end);
  const place = end && portPlace(flow, end);
  if (!end || !slot || !place) return null;
  const { x, y } = onCanvas(place);
  const above = y > size.height - 90;
  const side = x > size.width - 180 ? styles.toLeft : '';
  return (
    <div className={`${styles.tip} ${above ? styles.above : ''} ${side}`} style={{ left: x, top: y }} role="tooltip">
      {slot.fresh ? 'New port' : portName(checked, end)}
      <small>
        {slot.fullShape}
        {slot.kind === undefined || slot.kind === 'value' ? '' : `, ${slot.kind}`}
        {slot.optional && !slot.fresh ? ', optional' : ''}
      </small>
    </div>
  );
}
