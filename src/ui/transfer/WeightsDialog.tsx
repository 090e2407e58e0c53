// Which tensor of a file goes to which weight: a guess that can be changed, what fits, and what is left over. Loaded when asked for.
import { useState } from 'react';
import type { StoredTensor } from '../../exporters/weightFile';
import {
  type Filling,
  guessFillings,
  type Turn,
  turnsFor,
  type WeightSlot,
  weightSlots,
} from '../../exporters/weightSlots';
import { showDims } from '../../tensor/tensor';
import { Button } from '../primitives/Button';
import { EmptyState } from '../primitives/EmptyState';
import { Sheet } from '../primitives/Sheet';
import { useShell } from '../shell/shellStore';
import { useWorkbench } from '../workbench';
import { applyWeights } from './loadWeights';
import type { PendingWeights } from './pending';
import styles from './Transfer.module.css';

export function WeightsDialog({ onClose }: { readonly onClose: () => void }) {
  const pending = useShell((state) => state.pendingWeights);
  return pending ? <Mapping pending={pending} onClose={onClose} /> : null;
}

interface MappingProps {
  readonly pending: PendingWeights;
  readonly onClose: () => void;
}

const weights = (count: number): string => (count === 1 ? '1 weight' : `${count} weights`);

function Mapping({ pending, onClose }: MappingProps) {
  const { file, tensors } = pending;
  const { document, view } = useWorkbench();
  const [slots] = useState(() => weightSlots(document.getState().checked));
  const [fillings, setFillings] = useState<readonly Filling[]>(() => guessFillings(slots, pending));
  const [refused, setRefused] = useState<string>();
  const load = (): void => {
    const problem = applyWeights(document, fillings);
    setRefused(problem);
    if (problem !== undefined) return;
    onClose();
    view.getState().tell(`Loaded ${weights(fillings.length)} from ${file}`);
  };
  const fill = (slot: WeightSlot, filling: Filling | undefined): void =>
    setFillings([...fillings.filter((one) => one.slot !== slot), ...(filling ? [filling] : [])]);
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" disabled={fillings.length === 0} onClick={load}>
        Load {weights(fillings.length)}
      </Button>
    </>
  );
  return (
    <Sheet wide title={`Weights from ${file}`} onClose={onClose} actions={actions}>
      {slots.length === 0 ? (
        <EmptyState title="This graph has no weights">Add a Linear or an Embedding and wire it first.</EmptyState>
      ) : (
        <table className={styles.mapping}>
          <thead>
            <tr>
              <th scope="col">Weight of the graph</th>
              <th scope="col">Shape</th>
              <th scope="col">Tensor of the file</th>
            </tr>
          </thead>
          <tbody>
            {slots.map((slot) => (
              <SlotRow
                key={slot.name}
                slot={slot}
                tensors={tensors}
                filling={fillings.find((one) => one.slot === slot)}
                onFill={(filling) => fill(slot, filling)}
              />
            ))}
          </tbody>
        </table>
      )}
      {refused ? (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      ) : null}
      <LeftOver slots={slots} tensors={tensors} fillings={fillings} />
    </Sheet>
  );
}

interface SlotRowProps {
  readonly slot: WeightSlot;
  readonly tensors: readonly StoredTensor[];
  readonly filling: Filling | undefined;
  readonly onFill: (filling: Filling | undefined) => void;
}

function SlotRow({ slot, tensors, filling, onFill }: SlotRowProps) {
  const choices = tensors.flatMap((tensor) => turnsFor(slot, tensor).map((turn) => ({ tensor, turn })));
  const keyOf = (tensor: StoredTensor, turn: Turn): string => `${turn} ${tensor.name}`;
  const choose = (key: string): void => {
    const chosen = choices.find(({ tensor, turn }) => keyOf(tensor, turn) === key);
    onFill(chosen && { slot, ...chosen });
  };
  return (
    <tr>
      <th scope="row">
        {slot.title} <small>{slot.name}</small>
      </th>
      <td>{showDims(slot.shape)}</td>
      <td>
        {choices.length === 0 ? (
          <span className={styles.none}>no tensor of this shape</span>
        ) : (
          <select
            className={styles.choice}
            aria-label={`Tensor for ${slot.title}`}
            value={filling ? keyOf(filling.tensor, filling.turn) : ''}
            onChange={(event) => choose(event.target.value)}
          >
            <option value="">leave it as it is</option>
            {choices.map(({ tensor, turn }) => (
              <option key={keyOf(tensor, turn)} value={keyOf(tensor, turn)}>
                {tensor.name} · {showDims(tensor.shape)}
                {turn === 'transposed' ? ', transposed' : ''}
              </option>
            ))}
          </select>
        )}
      </td>
    </tr>
  );
}

interface LeftOverProps {
  readonly slots: readonly WeightSlot[];
  readonly tensors: readonly StoredTensor[];
  readonly fillings: readonly Filling[];
}

const SHOWN = 12;

/** What of the file goes nowhere, and why. */
function LeftOver({ slots, tensors, fillings }: LeftOverProps) {
  const left = tensors.filter((tensor) => !fillings.some((one) => one.tensor === tensor));
  if (left.length === 0) return <p className={styles.note}>Every tensor of the file has a place.</p>;
  const fits = (tensor: StoredTensor): boolean => slots.some((slot) => turnsFor(slot, tensor).length > 0);
  return (
    <>
      <h3 className={styles.leftTitle}>Not used: {left.length === 1 ? '1 tensor' : `${left.length} tensors`}</h3>
      <ul className={styles.left}>
        {left.slice(0, SHOWN).map((tensor) => (
          <li key={tensor.name}>
            <code>{tensor.name}</code> {showDims(tensor.shape)}
            {fits(tensor) ? ', fits but is not chosen' : ', fits no weight'}
          </li>
        ))}
        {left.length > SHOWN ? <li>and {left.length - SHOWN} more</li> : null}
      </ul>
    </>
  );
}
