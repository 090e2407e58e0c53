// A dialog over the page: a title, what it is about, and what can be done. Loaded with the first dialog.
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './Button';
import { classes } from './classes';
import styles from './Sheet.module.css';

export interface SheetProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, the main one last. */
  readonly actions?: ReactNode | undefined;
  readonly wide?: boolean | undefined;
  readonly onClose: () => void;
}

/** On the sheet, not on its button: the button's tooltip would take the first Esc. */
function focusSheet(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

export function Sheet({ title, children, actions, wide, onClose }: SheetProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.scrim} />
        <Dialog.Content
          className={classes(styles.sheet, wide && styles.wide)}
          aria-describedby={undefined}
          onOpenAutoFocus={focusSheet}
        >
          <header className={styles.header}>
            <Dialog.Title>{title}</Dialog.Title>
            <IconButton label="Close" icon={<X aria-hidden />} onClick={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {actions ? <footer className={styles.actions}>{actions}</footer> : null}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
