// Text on one line or several, taken over on Enter (Ctrl or Cmd with Enter in several lines) and on leaving; Esc restores.
import { useId } from 'react';
import { classes } from './classes';
import styles from './control.module.css';
import { commitKeys, useDraftText } from './draftText';
import { fieldAttributes } from './fieldAttributes';
import { useField } from './fieldContext';

export interface TextFieldProps {
  readonly value: string;
  readonly onCommit: (value: string) => void;
  /** Says in one sentence why a text cannot be taken, or nothing. The text stays in the field. */
  readonly check?: (text: string) => string | undefined;
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Monospaced: file text, code. */
  readonly mono?: boolean | undefined;
}

/** What one-line and many-line fields share. */
function useTextControl({ value, onCommit, check, label }: TextFieldProps, multiline: boolean) {
  const field = useField();
  const errorId = useId();
  const draft = useDraftText(value);
  const problem = draft.isDraft ? check?.(draft.text) : undefined;
  const commit = () => {
    if (!draft.isDraft || problem) return;
    if (draft.text !== value) onCommit(draft.text);
    draft.restore();
  };
  const attributes = {
    ...fieldAttributes(field, { label, errorId: problem && errorId, invalid: Boolean(problem) }),
    value: draft.text,
    onChange: (event: { readonly target: { readonly value: string } }) => draft.type(event.target.value),
    onBlur: commit,
    onKeyDown: commitKeys(draft, commit, { multiline }),
  };
  return { attributes, note: problem ? <Problem id={errorId} text={problem} /> : null };
}

const Problem = ({ id, text }: { readonly id: string; readonly text: string }) => (
  <p id={id} className={styles.error}>
    {text}
  </p>
);

export function TextField(props: TextFieldProps) {
  const { attributes, note } = useTextControl(props, false);
  return (
    <>
      <input
        {...attributes}
        type="text"
        className={classes(styles.control, props.mono && styles.mono)}
        placeholder={props.placeholder}
        disabled={props.disabled}
      />
      {note}
    </>
  );
}

export interface TextAreaProps extends TextFieldProps {
  readonly rows?: number | undefined;
}

export function TextArea(props: TextAreaProps) {
  const { attributes, note } = useTextControl(props, true);
  return (
    <>
      <textarea
        {...attributes}
        className={classes(styles.control, styles.area, props.mono && styles.mono)}
        placeholder={props.placeholder}
        disabled={props.disabled}
        rows={props.rows ?? 3}
      />
      {note}
    </>
  );
}
