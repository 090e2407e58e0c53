// Every command that has keys, by group. Loaded when asked for.
import type { ReactNode } from 'react';
import { Kbd } from '../primitives/Kbd';
import { Sheet } from '../primitives/Sheet';
import { useCommands } from './commandContext';
import { showChord } from './keys';
import styles from './ShortcutsSheet.module.css';
import { onMac } from './useKeys';

export function ShortcutsSheet({ onClose }: { readonly onClose: () => void }) {
  const commands = useCommands().filter(({ keys }) => keys !== undefined);
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <Sheet title="Shortcuts" wide onClose={onClose}>
      <div className={styles.groups}>
        {groups.map((group) => (
          <Group key={group} title={group}>
            {commands
              .filter((command) => command.group === group)
              .map(({ id, label, keys = [] }) => (
                <Row key={id} label={label} keys={keys} />
              ))}
          </Group>
        ))}
        <Group title="With the focus on the canvas">
          {MOVES.map(([label, keys]) => (
            <Row key={label} label={label} keys={keys} />
          ))}
        </Group>
      </div>
    </Sheet>
  );
}

const MOVES = [
  ['Next or previous node', ['Tab', 'Shift+Tab']],
  ['Move the selection', ['ArrowLeft', 'ArrowUp', 'ArrowDown', 'ArrowRight']],
  ['Copy, cut and paste nodes', ['Mod+C', 'Mod+X', 'Mod+V']],
  ['While connecting: next port that fits', ['Tab']],
  ['While connecting: connect, or cancel', ['Enter', 'Escape']],
] as const;

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Row({ label, keys }: { readonly label: string; readonly keys: readonly string[] }) {
  return (
    <div className={styles.row}>
      <dt>{label}</dt>
      <dd>
        {keys.map((chord) => (
          <Kbd key={chord}>{showChord(chord, onMac())}</Kbd>
        ))}
      </dd>
    </div>
  );
}
