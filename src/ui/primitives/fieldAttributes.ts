// The attributes every text-like control shares: its name and description from its row, its own error, its looks.
import type { Field } from './fieldContext';

export interface FieldAttributesInput {
  readonly label: string | undefined;
  readonly errorId?: string | undefined;
  readonly invalid?: boolean | undefined;
}

export function fieldAttributes(field: Field | null, { label, errorId, invalid }: FieldAttributesInput) {
  const described = [field?.describedBy, errorId].filter(Boolean).join(' ');
  return {
    id: field?.controlId,
    'aria-label': label,
    'aria-describedby': described || undefined,
    'aria-invalid': invalid || field?.invalid || undefined,
    autoComplete: 'off',
  } as const;
}
