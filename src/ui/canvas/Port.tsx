// One port on a node's edge: a circle in a square that is large enough to hit, where wires start and end.
import { memo } from 'react';
import { type Face, portPoint } from '../../drawing/face';
import type { PortEnd, PortSlot } from '../../drawing/ports';
import { classes } from '../primitives/classes';
import { useWorkbench } from '../workbench';
import { useCanvas, usePullWire, useWiring } from './canvasContext';
import styles from './Port.module.css';
import { portLight } from './wiringStore';

export interface PortProps {
  readonly face: Face;
  readonly slot: PortSlot;
  /** Ports of the selected node can be reached by Tab. */
  readonly reachable: boolean;
  readonly bad: boolean;
}

const wiredWords = (slot: PortSlot): string => (slot.wired ? 'wired' : slot.optional ? 'free, optional' : 'free');

export const Port = memo(function Port({ face, slot, reachable, bad }: PortProps) {
  const { ui } = useCanvas();
  const { document } = useWorkbench();
  const pull = usePullWire();
  const light = useWiring((state) => portLight(state, face.id, slot.key));
  const end: PortEnd = { node: face.id, side: slot.side, port: slot.port, key: slot.key };
  const hover = () => ui.setState({ hovered: end });
  const leave = () => ui.setState({ hovered: undefined });
  const input = slot.side === 'input';
  const { x, y } = portPoint(face, slot);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button would take the press that starts a drag in some browsers
    <div
      role="button"
      tabIndex={reachable ? 0 : -1}
      aria-label={[`${face.title} · ${slot.name}`, slot.side, slot.kind, slot.fullShape, wiredWords(slot)]
        .filter(Boolean)
        .join(', ')}
      className={classes('nodrag', 'nopan', input ? 'target' : 'source', styles.port)}
      style={{ left: x, top: y }}
      data-handleid={slot.key}
      data-handlepos={input ? 'left' : 'right'}
      data-nodeid={face.id}
      data-port={slot.port}
      data-light={light}
      data-fresh={slot.fresh}
      onPointerDown={(event) => {
        const loose = input && slot.wired ? wireInto(document.getState().graph.edges, end) : undefined;
        if (loose) pull(event, loose.from, loose.id);
        else pull(event, end);
      }}
      onContextMenu={(event) => {
        if (slot.kind === undefined) return;
        event.preventDefault();
        ui.setState({ portMenu: end });
      }}
      onPointerEnter={hover}
      onPointerLeave={leave}
      onFocus={hover}
      onBlur={leave}
    >
      <i
        className={classes(
          styles.dot,
          slot.wired && styles.wired,
          reachable && styles.chosen,
          slot.optional && !slot.wired && styles.optional,
          (bad || light === 'refused') && styles.bad,
        )}
      />
    </div>
  );
});

interface Wire {
  readonly id: string;
  readonly source: string;
  readonly sourcePort: string;
  readonly target: string;
  readonly targetPort: string;
}

/** The wire that ends in an input, seen from its other end. */
function wireInto(edges: readonly Wire[], { node, port, key }: PortEnd): { id: string; from: PortEnd } | undefined {
  const wires = edges.filter(({ target, targetPort }) => target === node && targetPort === port);
  const edge = wires[Number(key.split('.')[2] ?? 0)];
  if (!edge) return undefined;
  const { id, source, sourcePort } = edge;
  return { id, from: { node: source, side: 'output', port: sourcePort, key: `out.${sourcePort}` } };
}
