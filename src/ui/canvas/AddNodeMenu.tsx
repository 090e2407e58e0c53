// What could stand at the end of a wire that was dropped on the empty canvas: a list to search, wired on choosing.
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { ROW, TITLE } from '../../drawing/face';
import { addNode } from '../../graph/editNodes';
import { nodeTypes } from '../../nodes/registry';
import { CategoryGlyph } from '../primitives/CategoryGlyph';
import { SearchField } from '../primitives/SearchField';
import { useWorkbench } from '../workbench';
import { attempt } from './attempt';
import { useCanvas, useCanvasUi } from './canvasContext';
import { clampInto, useCanvasSize, useOnCanvas } from './canvasSize';
import type { CanvasUi } from './canvasUi';
import { containerAt, placeIn } from './carry';
import { glyphOf } from './glyph';
import styles from './Overlays.module.css';
import { type Addable, typesForWire } from './typesForWire';
import { wireEdit } from './wireEdit';

type Adding = NonNullable<CanvasUi['adding']>;

export function AddNodeMenu() {
  const adding = useCanvasUi((state) => state.adding);
  return adding ? <Choices adding={adding} /> : null;
}

const SIZE = { width: 264, height: 320 };
/** A new node whose output is wired stands so far left of the pointer. */
const USUAL_WIDTH = 100;

function useAdd({ at, from }: Adding, close: () => void): (choice: Addable) => void {
  const { document, view } = useWorkbench();
  const { flow, ui } = useCanvas();
  return ({ type, port, row }) => {
    const x = Math.round(from.side === 'output' ? at.x : at.x - USUAL_WIDTH);
    const position = { x, y: Math.round(at.y - TITLE - ROW * row - ROW / 2) };
    const { graph, options, edit } = document.getState();
    const { faces } = flow.getState();
    const parent = containerAt(graph, faces, at);
    const place = placeIn(graph, faces, parent, position);
    const done = attempt(ui, 'Nothing was added', () =>
      edit((now) => {
        const grown = addNode(now, { type: type.id, position: place, ...(parent === undefined ? {} : { parent }) });
        const node = grown.nodes.at(-1)?.id ?? '';
        const side = from.side === 'output' ? 'input' : 'output';
        return wireEdit(from, { node, side, port, key: '' }, undefined, options)(grown);
      }),
    );
    if (!done) return close();
    view.getState().select({ nodes: [document.getState().graph.nodes.at(-1)?.id ?? ''] });
    close();
  };
}

function useTypes({ from }: Adding, search: string): Addable[] {
  const { document } = useWorkbench();
  const all = useMemo(() => {
    const { checked, options } = document.getState();
    return typesForWire(from, checked, options, nodeTypes);
  }, [document, from]);
  const words = search.trim().toLowerCase();
  return all.filter(({ type }) => `${type.title} ${type.id}`.toLowerCase().includes(words));
}

function usePlace({ at }: Adding): CSSProperties {
  const size = useCanvasSize();
  const { x, y } = clampInto(useOnCanvas()(at), SIZE, size);
  return { left: x, top: y };
}

function Choices({ adding }: { readonly adding: Adding }) {
  const { ui } = useCanvas();
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const shown = useTypes(adding, search);
  const close = () => ui.setState({ adding: undefined });
  const add = useAdd(adding, close);
  useEffect(() => {
    menu.current?.querySelector('input')?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((at + step + shown.length) % Math.max(1, shown.length));
    else if (event.key === 'Enter' && shown[at]) add(shown[at]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const type = (text: string) => {
    setSearch(text);
    setAt(0);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the field and the list inside
    <div
      ref={menu}
      className={styles.menu}
      style={usePlace(adding)}
      onKeyDownCapture={onKeyDown}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || close()}
    >
      <SearchField
        value={search}
        onChange={type}
        label="Add a node that fits"
        placeholder="Add a node that fits"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={shown[at] ? `${id}${shown[at].type.id}` : undefined}
      />
      <ChoiceList id={id} shown={shown} at={at} onPoint={setAt} onChoose={add} />
    </div>
  );
}

interface ChoiceListProps {
  readonly id: string;
  readonly shown: readonly Addable[];
  readonly at: number;
  readonly onPoint: (at: number) => void;
  readonly onChoose: (choice: Addable) => void;
}

function ChoiceList({ id, shown, at, onPoint, onChoose }: ChoiceListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <>
      <div ref={list} id={id} role="listbox" aria-label="Node types that fit" className={styles.list}>
        {shown.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field above has the focus and the keys
          <div
            key={choice.type.id}
            id={`${id}${choice.type.id}`}
            role="option"
            aria-selected={index === at}
            className={styles.item}
            onPointerEnter={() => onPoint(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(choice)}
          >
            <CategoryGlyph category={glyphOf(choice.type.category)} />
            {choice.type.title}
            <small>{choice.port}</small>
          </div>
        ))}
      </div>
      {shown.length === 0 ? <p className={styles.none}>No node type with that name fits here.</p> : null}
    </>
  );
}
