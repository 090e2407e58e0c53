// From which scheme and seed a weight is drawn; changing one of them draws it.
import { drawWeight } from '../../graph/editDocument';
import type { WeightEntry } from '../../graph/graph';
import type { TracedWeight } from '../../nodes/trace';
import { type Draw, type Scheme, seedFromName } from '../../tensor/random/schemes';
import { FieldRow } from '../primitives/FieldRow';
import { NumberField } from '../primitives/NumberField';
import { Select } from '../primitives/Select';
import { useEdit } from './edit';
import styles from './WeightDraw.module.css';
import { LARGEST_SEED, SCHEMES } from './weightWords';

export interface WeightDrawProps {
  readonly name: string;
  readonly entry: WeightEntry;
  readonly weight: TracedWeight;
}

const LARGEST_SKIP = 2 ** 31;
const OPTIONS = SCHEMES.map((scheme) => ({ value: scheme, label: scheme }));

export function WeightDraw({ name, entry, weight }: WeightDrawProps) {
  const edit = useEdit();
  const standard: Draw = { scheme: weight.spec.init, seed: seedFromName(name) };
  const now: Draw = 'data' in entry ? standard : entry;
  const set = (change: Partial<Draw>): void => {
    const { scheme, seed, skip } = { ...now, ...change };
    const draw = skip ? { scheme, seed, skip } : { scheme, seed };
    edit((graph) => drawWeight(graph, name, draw), { merge: `draw ${name}` });
  };
  return (
    <details className={styles.details}>
      <summary>How it is drawn</summary>
      <div className={styles.fields}>
        <FieldRow label="Scheme">
          <Select<Scheme> options={OPTIONS} value={now.scheme} onChange={(scheme) => set({ scheme })} />
        </FieldRow>
        <FieldRow label="Seed">
          <NumberField value={now.seed} integer min={0} max={LARGEST_SEED} onCommit={(seed) => set({ seed })} />
        </FieldRow>
        <FieldRow label="Skip" hint="32-bit words drawn from the seed before it">
          <NumberField value={now.skip ?? 0} integer min={0} max={LARGEST_SKIP} onCommit={(skip) => set({ skip })} />
        </FieldRow>
      </div>
    </details>
  );
}
