// Every command that has keys, by group. Loaded when asked for.
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { IconButton } from '../primitives/Button';
import { Kbd } from '../primitives/Kbd';
import { useCommands } from './commandContext';
import { showChord } from './keys';
import styles from './ShortcutsSheet.module.css';
import { onMac } from './useKeys';

/** On the sheet, not on its button: the button's tooltip would take the first Esc. */
function focusSheet(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

export default function ShortcutsSheet({ onClose }: { readonly onClose: () => void }) {
  const commands = useCommands().filter(({ keys }) => keys !== undefined);
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.scrim} />
        <Dialog.Content className={styles.sheet} aria-describedby={undefined} onOpenAutoFocus={focusSheet}>
          <header className={styles.header}>
            <Dialog.Title>Shortcuts</Dialog.Title>
            <IconButton label="Close" icon={<X aria-hidden />} onClick={onClose} />
          </header>
          <div className={styles.groups}>
            {groups.map((group) => (
              <section key={group} className={styles.group}>
                <h3>{group}</h3>
                <dl>
                  {commands
                    .filter((command) => command.group === group)
                    .map(({ id, label, keys = [] }) => (
                      <div key={id} className={styles.row}>
                        <dt>{label}</dt>
                        <dd>
                          {keys.map((chord) => (
                            <Kbd key={chord}>{showChord(chord, onMac())}</Kbd>
                          ))}
                        </dd>
                      </div>
                    ))}
                </dl>
              </section>
            ))}
            <OnTheCanvas />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const MOVES = [
  ['Next or previous node', ['Tab', 'Shift+Tab']],
  ['Move the selection', ['ArrowLeft', 'ArrowUp', 'ArrowDown', 'ArrowRight']],
  ['Copy, cut and paste nodes', ['Mod+C', 'Mod+X', 'Mod+V']],
  ['While connecting: next port that fits', ['Tab']],
  ['While connecting: connect, or cancel', ['Enter', 'Escape']],
] as const;

function OnTheCanvas() {
  return (
    <section className={styles.group}>
      <h3>With the focus on the canvas</h3>
      <dl>
        {MOVES.map(([label, keys]) => (
          <div key={label} className={styles.row}>
            <dt>{label}</dt>
            <dd>
              {keys.map((chord) => (
                <Kbd key={chord}>{showChord(chord, onMac())}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
