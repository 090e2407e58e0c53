// Numbers to type: a grid for one matrix at a time, or all of them as text.
import { useState } from 'react';
import { shapeOfValues, type Values } from '../../nodes/params';
import { count } from '../../tensor/tensor';
import { Button } from '../primitives/Button';
import { TextArea } from '../primitives/TextField';
import { GridEditor } from '../values/GridEditor';
import { LeadingAxes } from '../values/LeadingAxes';
import styles from './Inspector.module.css';
import { gridAt, withGrid } from './valuesGrid';
import { readValues, writeValues } from './valuesText';

export interface ValuesFieldProps {
  readonly label: string;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  /** Why the graph would refuse values. */
  readonly check: (values: Values) => string | undefined;
}

/** More cells than these are typed as text: a field for each would be slow. */
const MOST_CELLS = 1024;
const GROWS_TO = { rows: 128, cols: 64 };

export function ValuesField(props: ValuesFieldProps) {
  const shape = shapeOfValues(props.values);
  const [asText, setAsText] = useState(false);
  const fits = typeof shape !== 'string' && !shape.includes(0) && count(shape.slice(-2)) <= MOST_CELLS;
  if (!fits) return <ValuesText {...props} />;
  return (
    <>
      {asText ? <ValuesText {...props} /> : <ValuesGrid {...props} shape={shape} />}
      <Button variant="link" onClick={() => setAsText(!asText)}>
        {asText ? 'Type in a grid' : 'Type as text'}
      </Button>
    </>
  );
}

function ValuesGrid({ label, values, shape, onChange }: ValuesFieldProps & { readonly shape: readonly number[] }) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const sizes = shape.slice(0, -2);
  const leading = sizes.map((size, axis) => Math.min(size - 1, chosen[axis] ?? 0));
  const grid = gridAt(values, leading);
  return (
    <>
      <LeadingAxes
        axes={sizes.map((size, axis) => ({ name: `axis ${axis + 1}`, size }))}
        leading={leading}
        onChange={setChosen}
      />
      <GridEditor
        {...grid}
        label={label}
        growsTo={GROWS_TO}
        onChange={(next) => onChange(withGrid(values, shape, leading, next))}
      />
    </>
  );
}

function ValuesText({ values, onChange, check }: ValuesFieldProps) {
  const problemIn = (text: string): string | undefined => {
    const reading = readValues(text);
    return 'problem' in reading ? reading.problem : check(reading.values);
  };
  const commit = (text: string): void => {
    const reading = readValues(text);
    if ('values' in reading) onChange(reading.values);
  };
  return (
    <>
      <TextArea value={writeValues(values)} onCommit={commit} check={problemIn} rows={6} mono />
      <p className={styles.caption}>Nested lists, or rows pasted from a spreadsheet. Ctrl + Enter takes them over.</p>
    </>
  );
}
