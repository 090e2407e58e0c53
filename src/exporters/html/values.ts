// The values of a graph as an exported page shows them: words, numbers as text, and which tint each cell has.
import { cellText } from '../../drawing/cellText';
import { formatExact, formatShape } from '../../drawing/format';
import { portTensor } from '../../drawing/portTensor';
import { cellFace, paint, placeOf, type ScaleKind, type ShownTheme } from '../../drawing/scale';
import { isMaskedAt, leadingAxes, matrixNames, matrixOf, type ValueTensor } from '../../drawing/valueTensor';
import { places } from '../svg/heatmap';
import type { Drawn, Scene } from '../svg/scene';

/** Shades on each scale: more than an eye tells apart. */
const SHADES = 64;
/** What is no number of a scale. */
const [MASKED, FAULT] = [-1, -2];

/** Background and ink of every tint: first those of attention weights, then those of signed values. */
export const tintsOf = (theme: ShownTheme): (readonly [string, string])[] =>
  (['sequential', 'diverging'] as const).flatMap((kind) =>
    Array.from({ length: SHADES + 1 }, (_, k) => {
      const { fill, text } = paint(kind, kind === 'sequential' ? k / SHADES : (2 * k) / SHADES - 1, theme);
      return [fill, text] as const;
    }),
  );

function tintAt(kind: ScaleKind, place: number): number {
  const share = kind === 'sequential' ? place : (place + 1) / 2;
  return Math.round(SHADES * Math.min(1, Math.max(0, share))) + (kind === 'sequential' ? 0 : SHADES + 1);
}

/** Every value of every node that is drawn, in the order of the graph. */
export function shownValues({ checked, values, steps, drawn }: Scene) {
  return [...drawn.values()].flatMap(({ face, node }: Drawn) => {
    const ports = Object.keys(node.ports.outputs).flatMap((port) => {
      const tensor = portTensor(checked, values, `${face.id}.${port}`, steps);
      return tensor ? [{ name: `${port}, ${formatShape(tensor.shape)}`, matrices: matricesOf(tensor) }] : [];
    });
    return ports.length === 0 ? [] : [{ id: face.id, title: face.title, values: ports }];
  });
}

const matricesOf = (tensor: ValueTensor) =>
  places(leadingAxes(tensor).map(({ size }) => size)).map((leading) => {
    const view = matrixOf(tensor, leading);
    const faces = Array.from(view.data, (value, at) => cellFace(value, isMaskedAt(view, at)));
    return {
      name: matrixNames(tensor, leading).join(', '),
      columns: view.colWords,
      rows: view.rowWords,
      cells: Array.from(view.data, (value, at) => cellText(value, faces[at] ?? 'nan', false)),
      exact: Array.from(view.data, formatExact),
      tints: Array.from(view.data, (value, at) => {
        if (faces[at] === 'masked') return MASKED;
        return faces[at] === 'value' ? tintAt(view.scale, placeOf(value, view.limit)) : FAULT;
      }),
    };
  });
