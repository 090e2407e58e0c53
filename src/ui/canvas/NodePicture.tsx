// The live picture on a node: the cells of its first output, or why there are none.
import { type CSSProperties, memo, useMemo } from 'react';
import { type Face, PICTURE, PICTURE_TOP, ROW, TITLE, titleOf } from '../../drawing/face';
import { formatNumber } from '../../drawing/format';
import { brokenInside, nodeSay, waitsForNames } from '../../drawing/nodeState';
import { wordsOf } from '../../drawing/picture';
import { axisNames, portTensor } from '../../drawing/portTensor';
import type { ValueTensor } from '../../drawing/valueTensor';
import type { CheckedNode } from '../../execution/checked';
import type { Problem } from '../../execution/problem';
import { classes } from '../primitives/classes';
import { useGradient } from '../time/useGradient';
import { useShownValue, useStepsAround } from '../time/useShownValue';
import { MiniMatrix } from '../values/MiniMatrix';
import { useDocument, useRun, useView, useWorkbench } from '../workbench';
import styles from './NodeCard.module.css';
import { simpleFace } from './simpleFace';

export interface NodePictureProps {
  readonly node: CheckedNode;
  readonly face: Face;
  readonly runProblem: Problem | undefined;
  readonly simple: boolean;
}

export function NodePicture({ node, face, runProblem, simple }: NodePictureProps) {
  const [port] = Object.keys(node.ports.outputs);
  const name = `${node.id}.${port ?? ''}`;
  const tensor = useShownTensor(node, port, name);
  const gradient = useGradientTensor(name, tensor);
  const starting = useRun((state) => state.phase === 'starting');
  const waitsFor = useDocument((state) => waitsForNames(state.checked, node));
  const inside = useDocument((state) => brokenInside(state.checked, node.id));
  const ended = useEnded(node.id);
  const say = nodeSay({ node, inside, waitsFor, hasValue: tensor !== undefined, starting, runProblem, ended });
  const rows = Math.max(0, ...face.slots.map(({ row }) => row + 1));
  const plain = simpleFace(face);
  const style: CSSProperties = simple
    ? plain.place
    : { top: TITLE + ROW * rows + PICTURE_TOP, height: face.picture.height };
  const shape = face.slots.find((slot) => slot.key === `out.${port}`)?.shape;
  return (
    <>
      <div className={classes(styles.picture, say && tensor && styles.stale)} style={style}>
        {tensor ? (
          <Picture
            name={name}
            title={gradient ? `Gradient of ${face.title}` : face.title}
            port={port ?? ''}
            tensor={gradient ?? tensor}
            simple={simple}
            scale={plain.scale}
          />
        ) : null}
        {say ? (
          <p className={classes(styles.say, styles[say.tone])}>
            {say.before} {say.strong === '' ? null : <b>{say.strong}</b>}
          </p>
        ) : null}
      </div>
      {simple && shape ? <p className={styles.shape}>{shape}</p> : null}
    </>
  );
}

/** What became of a node, where a run is over. */
function useEnded(id: string) {
  const run = useRun(({ phase, nodes }) => (phase === 'done' ? nodes[id] : undefined));
  const within = useDocument(({ checked }) => {
    const reader = checked.nodes.get(run?.within ?? '');
    return reader && titleOf(reader);
  });
  return run && { state: run.state, within };
}

/** Stable while the cells and the words beside them are the same. */
function useShownTensor(node: CheckedNode, port: string | undefined, name: string): ValueTensor | undefined {
  const { document, run } = useWorkbench();
  const value = useShownValue(name);
  const steps = useStepsAround(node.id);
  const words = useDocument(({ checked }) =>
    (node.outputs[port ?? '']?.dims ?? []).map((dim) => wordsOf(dim, checked.symbols)?.join('\n')).join('\t'),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stores are read here, and these say when they differ
  return useMemo(
    () => portTensor(document.getState().checked, run.getState().values, name, steps),
    [document, run, name, value, steps, node, words],
  );
}

/** While gradients are shown: in the words of the value and on a scale of its own, signed. */
function useGradientTensor(name: string, of: ValueTensor | undefined): ValueTensor | undefined {
  const cells = useGradient(name)?.value;
  return useMemo(
    () => cells && of && { ...of, shape: cells.shape, data: cells.data, kind: 'signed' as const, masked: undefined },
    [cells, of],
  );
}

interface PictureProps {
  readonly name: string;
  readonly title: string;
  readonly port: string;
  readonly tensor: ValueTensor;
  readonly simple: boolean;
  readonly scale: number;
}

const Picture = memo(function Picture({ name, title, port, tensor, simple, scale }: PictureProps) {
  const { view } = useWorkbench();
  const row = useDocument(({ checked }) => axisNames(checked, name).row);
  const focusRow = useView(({ linked }) => (row !== undefined && linked?.dim === row ? linked.index : null));
  const label = `${title} · ${port}`;
  const open = () => {
    const { pin, showPanel, panel } = view.getState();
    pin(name);
    // Who reads the graph as code stays there: the press selects the node, and with it the node's text.
    if (!panel.open || panel.tab !== 'code') showPanel('attention');
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the panel pins by keyboard as well
    <div onClick={open} style={simple ? { transform: `scale(${scale})` } : undefined} className={styles.cells}>
      {tensor.shape.length === 0 ? (
        <output className={styles.number} aria-label={label}>
          {formatNumber(tensor.data[0] ?? Number.NaN)}
        </output>
      ) : (
        <MiniMatrix
          tensor={tensor}
          label={label}
          {...PICTURE}
          words={!simple}
          focusRow={focusRow}
          onFocusCell={(cell) =>
            row === undefined ? undefined : view.getState().link(cell ? { dim: row, index: cell.row } : undefined)
          }
        />
      )}
    </div>
  );
});
