// A mistake, said at its place: the sentence, why, the repair that is ready, one alternative, and what it will be then.
import { TriangleAlert } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button';
import styles from './Callout.module.css';
import { classes } from './classes';
import { Kbd } from './Kbd';

export interface CalloutAction {
  readonly label: string;
  readonly onAct: () => void;
}

export interface CalloutProps {
  /** The sentence. */
  readonly title: string;
  /** The explanation; wrap what clashes in `Clash`. */
  readonly children?: ReactNode | undefined;
  readonly primary?: CalloutAction | undefined;
  readonly secondary?: CalloutAction | undefined;
  /** Closes it without a repair; Esc does the same. */
  readonly onDismiss: () => void;
  /** What it will be after the repair. */
  readonly after?: ReactNode | undefined;
  /** Takes the focus to the repair when it appears (a refused wire); not for a message that was already there. */
  readonly takesFocus?: boolean | undefined;
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
}

export function Callout({
  title,
  children,
  primary,
  secondary,
  onDismiss,
  after,
  takesFocus,
  className,
  style,
}: CalloutProps) {
  const id = useId();
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) card.current?.querySelector('button')?.focus();
  }, [takesFocus]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onDismiss();
  };
  return (
    <div
      ref={card}
      role="dialog"
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}text`}
      className={classes(styles.callout, className)}
      style={style}
      onKeyDown={onKeyDown}
    >
      <h3 id={`${id}title`} className={styles.title}>
        <TriangleAlert className={styles.sign} size={16} strokeWidth={1.5} aria-hidden />
        {title}
      </h3>
      <div id={`${id}text`} className={styles.text}>
        {children}
      </div>
      <Actions primary={primary} secondary={secondary} onDismiss={onDismiss} />
      {after ? <p className={styles.after}>{after}</p> : null}
    </div>
  );
}

function Actions({ primary, secondary, onDismiss }: Pick<CalloutProps, 'primary' | 'secondary' | 'onDismiss'>) {
  return (
    <div className={styles.actions}>
      {primary ? (
        <Button variant="primary" size="small" onClick={primary.onAct}>
          {primary.label}
        </Button>
      ) : null}
      {secondary ? (
        <Button size="small" onClick={secondary.onAct}>
          {secondary.label}
        </Button>
      ) : null}
      <Button variant="ghost" size="small" className={styles.cancel} onClick={onDismiss}>
        {primary ? 'Cancel' : 'Close'} <Kbd>Esc</Kbd>
      </Button>
    </div>
  );
}

/** A dim, port or number that clashes: red, and strong so that the colour is not alone. */
export const Clash = ({ children }: { readonly children: ReactNode }) => <b className={styles.clash}>{children}</b>;
