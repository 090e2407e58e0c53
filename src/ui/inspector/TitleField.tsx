// A heading that can be typed over: it looks like a heading until it is pointed at or focused.
import { useId } from 'react';
import { limits } from '../../graph/limits';
import { commitKeys, useDraftText } from '../primitives/draftText';
import styles from './TitleField.module.css';

export interface TitleFieldProps {
  readonly label: string;
  readonly value: string;
  /** Shown, and meant, when nothing is typed. */
  readonly placeholder: string;
  /** Gives back a sentence when the text cannot be taken. */
  readonly onCommit: (value: string) => string | undefined;
}

export function TitleField({ label, value, placeholder, onCommit }: TitleFieldProps) {
  const id = useId();
  const draft = useDraftText(value);
  const tooLong = draft.text.length > limits.label;
  const commit = () => {
    if (!draft.isDraft || tooLong) return;
    if (onCommit(draft.text.trim()) === undefined) draft.restore();
  };
  return (
    <>
      <h2 className="sr-only">{value || placeholder}</h2>
      <input
        className={styles.title}
        aria-label={label}
        aria-invalid={tooLong || undefined}
        aria-describedby={tooLong ? id : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={draft.text}
        onChange={(event) => draft.type(event.target.value)}
        onBlur={commit}
        onKeyDown={commitKeys(draft, commit)}
      />
      {tooLong ? (
        <p id={id} className={styles.problem}>
          This name has {draft.text.length} characters, and {limits.label} is the most. Make it shorter.
        </p>
      ) : null}
    </>
  );
}
