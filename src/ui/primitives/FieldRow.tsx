// One parameter: its name, its control, why it is as it is and what is wrong with it.
import { CircleHelp } from 'lucide-react';
import { type ReactNode, useId, useMemo } from 'react';
import styles from './FieldRow.module.css';
import { FieldContext } from './fieldContext';
import { Tooltip } from './Tooltip';

export interface FieldRowProps {
  readonly label: string;
  /** One control of this folder; it finds its name and description by itself. */
  readonly children: ReactNode;
  /** A longer explanation, behind a question mark. */
  readonly doc?: string | undefined;
  /** A short line under the control. */
  readonly hint?: ReactNode | undefined;
  /** One sentence: what is wrong and what to do. */
  readonly error?: ReactNode | undefined;
  /** Puts the label above the control (text areas, grids). */
  readonly stacked?: boolean | undefined;
}

export function FieldRow({ label, children, doc, hint, error, stacked }: FieldRowProps) {
  const id = useId();
  const hasNote = Boolean(hint || error);
  const field = useMemo(
    () => ({
      controlId: `${id}control`,
      labelId: `${id}label`,
      describedBy: hasNote ? `${id}note` : undefined,
      invalid: Boolean(error),
    }),
    [id, hasNote, error],
  );
  return (
    <div className={stacked ? styles.stacked : styles.row}>
      <span className={styles.label}>
        <label id={field.labelId} htmlFor={field.controlId}>
          {label}
        </label>
        {doc ? <Doc label={label} text={doc} /> : null}
      </span>
      <div className={styles.control}>
        <FieldContext value={field}>{children}</FieldContext>
        {hasNote ? (
          <p id={field.describedBy} className={error ? styles.error : styles.hint}>
            {error || hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}

const Doc = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <Tooltip text={text} side="left">
    <button type="button" className={styles.doc} aria-label={`About ${label}: ${text}`}>
      <CircleHelp size={12} strokeWidth={1.5} aria-hidden />
    </button>
  </Tooltip>
);
