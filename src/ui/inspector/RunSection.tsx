// How a node runs: as usual, bypassed or muted; and what that took the last time.

import { formatFlops, formatInteger } from '../../drawing/format';
import type { CheckedNode } from '../../execution/checked';
import { costOf } from '../../execution/cost';
import { setMode } from '../../graph/editNodes';
import { sizeOf } from '../../tensor/dim';
import { lastRunWords } from '../panels/lastRun';
import { FieldRow } from '../primitives/FieldRow';
import { Facts, PanelSection } from '../primitives/PanelSection';
import { Segmented } from '../primitives/Segmented';
import { useDocument, useRun } from '../workbench';
import { useEdit } from './edit';
import styles from './Inspector.module.css';

type Mode = 'run' | 'bypass' | 'mute';

export function RunSection({ node }: { readonly node: CheckedNode }) {
  const edit = useEdit();
  const checked = useDocument((state) => state.checked);
  const { sizes } = checked;
  const lastRun = useRun(({ nodes }) => lastRunWords(checked, nodes, node.id));
  const { traced } = node;
  const cells = Object.values(traced?.weights ?? {}).reduce(
    (sum, { dims }) => sum + dims.reduce<number>((n, dim) => n * (sizeOf(dim, sizes) ?? 0), 1),
    0,
  );
  const facts: (readonly [string, string])[] = [
    ['Weights', cells === 0 ? 'none' : `${formatInteger(cells)} numbers`],
    ...(traced && node.status === 'ready' ? [['Operations', formatFlops(costOf(traced, sizes).flops)] as const] : []),
    ...(lastRun === undefined ? [] : [['Last run', lastRun] as const]),
  ];
  const modes = [
    { value: 'run', label: 'Run' },
    {
      value: 'bypass',
      label: 'Bypass',
      disabled: node.type?.container !== undefined || Object.keys(node.ports.inputs).length === 0,
    },
    { value: 'mute', label: 'Mute' },
  ] as const;
  return (
    <PanelSection title="Running">
      <FieldRow label="Mode">
        <Segmented<Mode>
          options={modes}
          value={node.node.mode ?? 'run'}
          onChange={(mode) => edit((graph) => setMode(graph, [node.id], mode === 'run' ? undefined : mode))}
        />
      </FieldRow>
      <div className={styles.facts}>
        <Facts facts={facts} />
      </div>
    </PanelSection>
  );
}
