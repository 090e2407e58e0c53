// A message at a node: the callout beside it and the line that leads to it. Follows the node when the canvas is moved.
import { useReactFlow, useStore } from '@xyflow/react';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { Callout, type CalloutProps, Clash } from '../primitives/Callout';
import { calloutPlace } from './calloutPlace';
import { useFlow } from './canvasContext';
import { useCanvasSize, useOnCanvas } from './canvasSize';
import type { TextRun } from './clashRuns';
import styles from './Overlays.module.css';

export interface NodeCalloutProps extends Omit<CalloutProps, 'className' | 'style'> {
  readonly node: string;
}

export function NodeCallout({ node, ...callout }: NodeCalloutProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 420, height: 150 });
  const { getInternalNode } = useReactFlow();
  const onCanvas = useOnCanvas();
  const canvas = useCanvasSize();
  const [, , zoom] = useStore((state) => state.transform);
  useFlow((state) => state.nodes.find(({ id }) => id === node)?.position);
  useLayoutEffect(() => {
    const box = holder.current?.firstElementChild;
    if (!box) return;
    const { offsetWidth: width, offsetHeight: height } = box as HTMLElement;
    setSize((last) => (last.width === width && last.height === height ? last : { width, height }));
  });
  const at = getInternalNode(node);
  if (!at) return null;
  const { width = 0, height = 0 } = at.measured;
  const box = { ...onCanvas(at.internals.positionAbsolute), width: width * zoom, height: height * zoom };
  const { x, y, leader } = calloutPlace(box, size, canvas);
  const [from, to] = leader;
  return (
    <>
      <svg className={styles.leader} aria-hidden="true">
        <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      </svg>
      <div ref={holder}>
        <Callout {...callout} className={styles.callout ?? ''} style={{ left: x, top: y }} />
      </div>
    </>
  );
}

/** A sentence with the sizes that clash in red. */
export const Clashing = ({ runs }: { readonly runs: readonly TextRun[] }): ReactNode =>
  runs.map(({ at, text, clash }) => (clash ? <Clash key={at}>{text}</Clash> : text));
