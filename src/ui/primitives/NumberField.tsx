// A number to type or step. Text that is no number stays, with a sentence; the value changes only when it is one.
import { type KeyboardEvent, useId } from 'react';
import styles from './control.module.css';
import { commitKeys, useDraftText } from './draftText';
import { fieldAttributes } from './fieldAttributes';
import { useField } from './fieldContext';
import { type NumberRules, readNumber, stepNumber } from './numberText';

export interface NumberFieldProps extends NumberRules {
  readonly value: number;
  /** Called on Enter, on leaving the field and on stepping, with a number that keeps the rules. */
  readonly onCommit: (value: number) => void;
  /** What an arrow key adds; Shift takes ten of them. */
  readonly step?: number | undefined;
  /** The name, needed outside a FieldRow. */
  readonly label?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export function NumberField({ value, onCommit, step, label, disabled, ...rules }: NumberFieldProps) {
  const field = useField();
  const errorId = useId();
  const draft = useDraftText(String(value));
  const reading = draft.isDraft ? readNumber(draft.text, rules) : { value };
  const problem = 'problem' in reading ? reading.problem : undefined;
  const commit = () => {
    if (!draft.isDraft || !('value' in reading)) return;
    if (reading.value !== value) onCommit(reading.value);
    draft.restore();
  };
  const onCommitKeys = commitKeys(draft, commit);
  const onKeyDown = (event: KeyboardEvent) => {
    onCommitKeys(event);
    const by = stepOf(event, step ?? (rules.integer ? 1 : 0.1));
    if (by === 0) return;
    event.preventDefault();
    draft.restore();
    onCommit(stepNumber('value' in reading ? reading.value : value, by, rules));
  };
  return (
    <>
      <input
        {...fieldAttributes(field, { label, errorId: problem && errorId, invalid: Boolean(problem) })}
        className={styles.control}
        role="spinbutton"
        inputMode="decimal"
        spellCheck={false}
        disabled={disabled}
        value={draft.text}
        aria-valuenow={value}
        aria-valuemin={rules.min}
        aria-valuemax={rules.max}
        onChange={(event) => draft.type(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {problem ? (
        <p id={errorId} className={styles.error}>
          {problem}
        </p>
      ) : null}
    </>
  );
}

function stepOf({ key, shiftKey }: KeyboardEvent, step: number): number {
  const size = shiftKey ? 10 * step : step;
  if (key === 'ArrowUp') return size;
  return key === 'ArrowDown' ? -size : 0;
}
