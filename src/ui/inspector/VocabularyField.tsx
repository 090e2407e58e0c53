// A vocabulary of this graph by its name, or none: then the words of the text are meant.
import { Select } from '../primitives/Select';
import { useDocument } from '../workbench';

export interface VocabularyFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function VocabularyField({ value, onChange }: VocabularyFieldProps) {
  const vocabularies = useDocument(({ graph }) => graph.vocabularies);
  const names = Object.keys(vocabularies ?? {});
  const missing = value === '' || names.includes(value) ? [] : [{ value, label: `${value} (missing)` }];
  const options = [
    { value: '', label: 'Words of the text' },
    ...names.map((name) => ({ value: name, label: `${name}, ${vocabularies?.[name]?.length ?? 0} words` })),
    ...missing,
  ];
  return <Select options={options} value={value} onChange={onChange} />;
}
