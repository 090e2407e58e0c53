// On the canvas after a step along the timeline: what the marks on the nodes mean, with every node by name, until the first edit.
import { ListTree, X } from 'lucide-react';
import { useEffect } from 'react';
import type { ShownDifference } from '../../store/viewStore';
import { labelOf } from '../panels/names';
import { useReveal } from '../panels/reveal';
import { Button, IconButton } from '../primitives/Button';
import { Popover } from '../primitives/Popover';
import { useDocument, useView, useWorkbench } from '../workbench';
import styles from './DifferenceLegend.module.css';

export function DifferenceLegend() {
  const { view } = useWorkbench();
  const difference = useView((state) => state.difference);
  useClearedByEdits();
  if (!difference) return null;
  const { since, added, kept, removed } = difference;
  return (
    <section className={styles.legend} aria-label={`Changes since ${since}`}>
      <span className={styles.since} title={since}>
        Since {since}:
      </span>
      <span>
        <i className={styles.added} aria-hidden="true" /> {added.length} new
      </span>
      <span>
        <i className={styles.kept} aria-hidden="true" /> {kept.length} kept
      </span>
      <span>{removed.length} gone</span>
      <Popover
        label={`Nodes since ${since}`}
        side="top"
        trigger={
          <Button size="small" variant="ghost" icon={<ListTree size={16} strokeWidth={1.5} aria-hidden />}>
            List
          </Button>
        }
      >
        <Lists difference={difference} />
      </Popover>
      <IconButton
        label="Hide what the step changed"
        keys="Esc"
        size="small"
        tooltipSide="top"
        icon={<X aria-hidden />}
        onClick={() => view.getState().clearDifference()}
      />
    </section>
  );
}

function useClearedByEdits(): void {
  const { document, view } = useWorkbench();
  useEffect(
    () =>
      document.subscribe((now, before) => {
        if (now.graph !== before.graph) view.getState().clearDifference();
      }),
    [document, view],
  );
}

function Lists({ difference: { added, kept, removed } }: { readonly difference: ShownDifference }) {
  return (
    <div className={styles.lists}>
      <NodeList title="New" ids={added} />
      <NodeList title="Kept" ids={kept} />
      {removed.length > 0 ? (
        <section aria-label="Gone">
          <h3>Gone</h3>
          <ul>
            {removed.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: names repeat, and the list never moves.
              <li key={at}>{name}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function NodeList({ title, ids }: { readonly title: string; readonly ids: readonly string[] }) {
  const reveal = useReveal();
  const checked = useDocument((state) => state.checked);
  if (ids.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <button type="button" onClick={() => reveal([id])}>
              {labelOf(checked, id)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
