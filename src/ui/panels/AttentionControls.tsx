// At the right of the tabs: what is pinned, on which scale, as a matrix or a table.
import { Pin, Rows3 } from 'lucide-react';
import { Button, IconButton } from '../primitives/Button';
import { Menu } from '../primitives/Menu';
import type { MenuItem } from '../primitives/MenuList';
import { Segmented } from '../primitives/Segmented';
import { useDocument, useView, useWorkbench } from '../workbench';
import styles from './AttentionPanel.module.css';
import { CopyMenu } from './CopyMenu';
import { portLabel } from './names';
import { pinOutput } from './pinOutput';
import { type PinChoice, pinChoices } from './shownPorts';
import { useShownPort } from './usePort';

export interface Look {
  readonly table: boolean;
  /** Colours on a scale per row. */
  readonly perRow: boolean;
}

export interface AttentionControlsProps {
  readonly look: Look;
  readonly onLook: (look: Look) => void;
}

const LOOKS = [
  { value: 'matrix', label: 'Matrix' },
  { value: 'table', label: 'Table' },
] as const;

export function AttentionControls({ look, onLook }: AttentionControlsProps) {
  return (
    <>
      <PinMenu />
      <IconButton
        label="Colours on a scale per row"
        size="small"
        pressed={look.perRow}
        icon={<Rows3 aria-hidden />}
        tooltipSide="top"
        onClick={() => onLook({ ...look, perRow: !look.perRow })}
      />
      <CopyMenu perRow={look.perRow} />
      <div className={styles.looks}>
        <Segmented
          options={LOOKS}
          value={look.table ? 'table' : 'matrix'}
          onChange={(value) => onLook({ ...look, table: value === 'table' })}
          label="Shown as"
          size="small"
        />
      </div>
    </>
  );
}

/** Two nodes of one name are told apart by their ids. */
function labelsOf(choices: readonly PinChoice[], label: (name: string) => string): Map<string, string> {
  const plain = choices.map(({ name }) => label(name));
  return new Map(
    choices.map(({ name, node }, at) => {
      const text = plain[at] as string;
      return [name, plain.indexOf(text) === plain.lastIndexOf(text) ? text : `${text} (${node})`];
    }),
  );
}

function PinMenu() {
  const workbench = useWorkbench();
  const { view } = workbench;
  const checked = useDocument((state) => state.checked);
  const pinned = useView((state) => state.pinned);
  const selected = useView(({ selection }) => (selection.nodes.length === 1 ? selection.nodes[0] : undefined));
  const shown = useShownPort();
  const [weights, others] = pinChoices(checked);
  const labels = labelsOf([...weights, ...others], (name) => portLabel(checked, name));
  const item = ({ name, node, port }: PinChoice): MenuItem => ({
    label: labels.get(name) as string,
    checked: name === shown,
    onSelect: () => pinOutput(workbench, node, port),
  });
  const ofSelected = [...weights, ...others].find(({ node }) => node === selected);
  const general: MenuItem[] = [
    {
      label: 'Follow the last attention weights',
      checked: pinned === undefined,
      onSelect: () => view.getState().pin(undefined),
    },
    ...(ofSelected ? [{ ...item(ofSelected), label: 'Pin what is selected' }] : []),
  ];
  return (
    <Menu
      align="end"
      trigger={
        <Button
          variant="ghost"
          size="small"
          icon={<Pin aria-hidden />}
          className={styles.pin}
          title="What is shown here"
        >
          <span className="sr-only">Shown: </span>
          <span className={styles.pinned}>{shown === undefined ? 'Nothing to show' : portLabel(checked, shown)}</span>
        </Button>
      }
      groups={[general, weights.map(item), others.map(item)]}
    />
  );
}
