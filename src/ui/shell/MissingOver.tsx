// Said over the page where what could not be fetched has no place of its own: a dialog, or work behind the scenes.
import { useState } from 'react';
import type { MissingProps } from '../Missing';
import { Callout } from '../primitives/Callout';
import styles from './MissingOver.module.css';

export interface MissingOverProps extends MissingProps {
  readonly onClose?: (() => void) | undefined;
}

export function MissingOver({ name, onAgain, onClose }: MissingOverProps) {
  const [closed, setClosed] = useState(false);
  if (closed) return null;
  return (
    <Callout
      title={`${name} could not be fetched`}
      primary={{ label: 'Try again', onAct: onAgain }}
      onDismiss={onClose ?? (() => setClosed(true))}
      takesFocus
      className={styles.over}
    >
      Is the network there? Your graph is safe, and everything that is on the page goes on working.
    </Callout>
  );
}
