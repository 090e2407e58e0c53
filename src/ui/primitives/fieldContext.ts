// How a FieldRow tells the control inside it what it is called and what describes it.
import { createContext, useContext } from 'react';

export interface Field {
  /** The id the control takes, so that the label points at it. */
  readonly controlId: string;
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

export const FieldContext = createContext<Field | null>(null);

/** The row around this control; null where it stands alone. */
export const useField = (): Field | null => useContext(FieldContext);
