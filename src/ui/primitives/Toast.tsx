// Says that something is finished, then goes. Mistakes never come this way: they are said at their place.
import { Check, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from './Button';
import styles from './Toast.module.css';

const SECONDS = 6;

export interface ToastMessage {
  readonly id: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly onAct: () => void } | undefined;
}

export interface ToastsProps {
  readonly messages: readonly ToastMessage[];
  readonly onDismiss: (id: string) => void;
}

/** Always mounted, so that a screen reader knows the region before anything is said in it. */
export function Toasts({ messages, onDismiss }: ToastsProps) {
  return (
    <div className={styles.region} role="status" aria-live="polite">
      {messages.map((message) => (
        <Toast key={message.id} message={message} onDismiss={onDismiss} />
      ))}
    </div>
  );
}

function Toast({ message, onDismiss }: { readonly message: ToastMessage; readonly onDismiss: (id: string) => void }) {
  const { id, text, action } = message;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onDismiss(id), SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [held, id, onDismiss]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while somebody reads it.
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Check className={styles.sign} size={16} strokeWidth={1.5} aria-hidden />
      <span className={styles.text}>{text}</span>
      {action ? (
        <Button variant="link" onClick={action.onAct}>
          {action.label}
        </Button>
      ) : null}
      <IconButton label="Dismiss" size="small" icon={<X aria-hidden />} onClick={() => onDismiss(id)} />
    </div>
  );
}
