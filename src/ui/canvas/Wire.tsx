// A wire: its orthogonal way, the dot where others leave, and its shape on the last flat run.
import type { EdgeProps } from '@xyflow/react';
import { useStore } from '@xyflow/react';
import { memo, type PointerEvent, useRef } from 'react';
import { formatNumber } from '../../drawing/format';
import { freeWay, type Point, type Way } from '../../drawing/route';
import { labelPlace, wirePath } from '../../drawing/wirePath';
import { gradientState } from '../../store/gradientWords';
import { classes } from '../primitives/classes';
import { useGradient } from '../time/useGradient';
import { useCanvas, useFlow, usePullWire, useWiring } from './canvasContext';
import { type FlowEdge, PORT_HIT, type WireData } from './flowElements';
import { useRenderCount } from './renderCount';
import { isSimple } from './simpleFace';
import styles from './Wire.module.css';

const near = (a: Point | undefined, b: Point): boolean =>
  a !== undefined && Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1;

export const Wire = memo(function Wire(props: EdgeProps<FlowEdge>) {
  const { id, source, target, data, selected } = props;
  const group = useRef<SVGGElement>(null);
  useRenderCount(group);
  // React Flow ends a wire at the outer edge of the square that is hit; it is drawn to the circle in the middle.
  const from = { x: props.sourceX - PORT_HIT / 2, y: props.sourceY };
  const to = { x: props.targetX + PORT_HIT / 2, y: props.targetY };
  const drawn = useFlow((state) => state.drawing.wires.get(id));
  const settled = near(drawn?.way[0], from) && near(drawn?.way.at(-1), to);
  const way = settled && drawn ? drawn.way : freeWay(from, to);
  const simple = useStore(isSimple);
  const faded = useWiring(({ wire }) => wire !== undefined && wire.from.node !== source && wire.from.node !== target);
  const loose = useWiring(({ wire }) => wire?.loose === id);
  const path = wirePath(way);
  const look = classes(
    styles.wire,
    (data?.touched || selected) && styles.touched,
    selected && styles.selected,
    data?.bad && styles.bad,
    faded && styles.faded,
    loose && styles.loose,
  );
  return (
    <g ref={group} className={look}>
      <PullPath path={path} edge={props} way={way} />
      <path className={styles.line} d={path} />
      {settled
        ? drawn?.dots.map(({ x, y }) => <circle key={`${x} ${y}`} className={styles.dot} cx={x} cy={y} r={3} />)
        : null}
      {data ? <Label way={way} data={data} simple={simple} port={`${source}.${portOf(props.sourceHandleId)}`} /> : null}
    </g>
  );
});

interface PullPathProps {
  readonly path: string;
  readonly edge: EdgeProps<FlowEdge>;
  readonly way: Way;
}

/** The broad invisible path that is hit. Pulling it takes up the nearer end. */
function PullPath({ path, edge, way }: PullPathProps) {
  const pull = usePullWire();
  const { flow } = useCanvas();
  const take = (event: PointerEvent<SVGPathElement>) => {
    const { source, target, sourceHandleId, targetHandleId, id } = edge;
    const wire = flow.getState().faces;
    const output = wire.get(source)?.slots.find(({ key }) => key === sourceHandleId);
    const input = wire.get(target)?.slots.find(({ key }) => key === targetHandleId);
    if (!output || !input) return;
    const keeps = nearerEnd(event, way) === 'target' ? { node: source, slot: output } : { node: target, slot: input };
    const { side, port, key } = keeps.slot;
    pull(event, { node: keeps.node, side, port, key }, id);
  };
  return <path className={classes('nopan', styles.hit)} d={path} onPointerDown={take} />;
}

/** Which end of the wire lies nearer to the pointer. */
function nearerEnd(event: PointerEvent<SVGPathElement>, way: Way): 'source' | 'target' {
  const inverse = event.currentTarget.getScreenCTM()?.inverse();
  if (!inverse) return 'target';
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse);
  const away = (point: Point | undefined) => (point ? Math.hypot(point.x - at.x, point.y - at.y) : 0);
  return away(way[0]) < away(way.at(-1)) ? 'source' : 'target';
}

/** Handles are `out.<port>`. */
const portOf = (handle: string | null | undefined): string => handle?.slice(handle.indexOf('.') + 1) ?? '';

/** The shape of what flows, or while gradients are shown the norm of its gradient. */
function Label({ port, ...shape }: ShapeProps & { readonly port: string }) {
  const gradient = useGradient(port);
  if (!gradient) return <Shape {...shape} />;
  const state = gradientState(gradient.norm);
  const usual = state === 'fine' || state === 'zero';
  const text = `∇ ${state === 'zero' ? '0' : formatNumber(gradient.norm, 3)}${usual ? '' : ` ${state}`}`;
  return (
    <g className={usual ? styles.gradient : styles.odd}>
      <Shape {...shape} data={{ ...shape.data, symbolic: text, concrete: text }} />
    </g>
  );
}

interface ShapeProps {
  readonly way: Way;
  readonly data: WireData;
  readonly simple: boolean;
}

/** The wire is the fraction bar: symbolic above, concrete below. Read aloud with the wire, so hidden here. */
function Shape({ way, data: { symbolic, concrete }, simple }: ShapeProps) {
  if (concrete === '') return null;
  const place = labelPlace(way, symbolic, concrete);
  if (!place) return null;
  const { x, y, form, width } = place;
  if (simple) {
    return (
      <text className={styles.large} x={x} y={y + 15}>
        {concrete}
      </text>
    );
  }
  if (form === 'inline') {
    return (
      <g>
        <rect className={styles.knockout} x={x - width / 2} y={y - 8} width={width} height={16} />
        <text x={x} y={y + 3.5}>
          {symbolic === concrete ? null : <tspan className={styles.symbolic}>{symbolic} = </tspan>}
          {concrete}
        </text>
      </g>
    );
  }
  return (
    <g>
      {form === 'stacked' ? (
        <text className={styles.symbolic} x={x} y={y - 4}>
          {symbolic}
        </text>
      ) : null}
      <text x={x} y={y + 11}>
        {concrete}
      </text>
    </g>
  );
}
