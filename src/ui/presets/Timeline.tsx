// The presets along the years: a click opens one, the arrows step from one to the next and say what that changed.

import { classes } from '../primitives/classes';
import { CommandButton } from '../shell/CommandButton';
import { useCommandRegistry } from '../shell/commandContext';
import { useDocument, useView } from '../workbench';
import { differenceLine } from './difference';
import { type PresetEntry, presets } from './presetIndex';
import { systemOf } from './systems';
import styles from './Timeline.module.css';
import { currentPreset, neighbour, shortTitle, type TimelineRow, timelineRows } from './timelineRows';

const ROWS = timelineRows(presets);

export function Timeline() {
  const current = useDocument(({ graph }) => currentPreset(presets, graph));
  const hasPrevious = useDocument(({ graph }) => neighbour(presets, graph, -1) !== undefined);
  const hasNext = useDocument(({ graph }) => neighbour(presets, graph, 1) !== undefined);
  return (
    <>
      <h2 className={styles.heading}>
        Timeline
        <span className={styles.steps}>
          <CommandButton id="preset.previous" size="small" enabled={hasPrevious} />
          <CommandButton id="preset.next" size="small" enabled={hasNext} />
        </span>
      </h2>
      <div className={styles.timeline}>
        <ol className={styles.line}>
          {ROWS.map((row) => (
            <li key={row.kind === 'heading' ? row.title : row.entry.name}>
              <Row row={row} current={row.kind === 'preset' && row.entry === current} />
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}

function Row({ row, current }: { readonly row: TimelineRow; readonly current: boolean }) {
  if (row.kind === 'preset') return <PresetRow {...row} current={current} />;
  return (
    <div className={classes(styles.row, styles.group)}>
      <span className={styles.year}>{row.year}</span>
      <span />
      <span>{row.title}</span>
    </div>
  );
}

interface PresetRowProps {
  readonly entry: PresetEntry;
  readonly year?: string | undefined;
  readonly inGroup: boolean;
  readonly current: boolean;
}

function PresetRow({ entry, year, inGroup, current }: PresetRowProps) {
  const registry = useCommandRegistry();
  const difference = useView((state) => (current ? state.difference : undefined));
  const story = systemOf(entry)?.story;
  return (
    <>
      <button
        type="button"
        className={classes(styles.row, inGroup && styles.member, current && styles.current)}
        aria-label={entry.title}
        aria-current={current ? 'true' : undefined}
        title={current ? undefined : story}
        onClick={() => registry.perform(`preset.${entry.name}`)}
      >
        <span className={styles.year}>{year}</span>
        <i className={styles.dot} aria-hidden="true" />
        <span className={styles.title}>{inGroup ? shortTitle(entry.title) : entry.title}</span>
      </button>
      {current && story ? <p className={styles.story}>{story}</p> : null}
      {difference ? (
        <p className={styles.difference} role="status">
          {differenceLine(difference)}
        </p>
      ) : null}
    </>
  );
}
