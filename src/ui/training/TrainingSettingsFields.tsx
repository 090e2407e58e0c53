// The settings of the graph's training, each with its limits; a change is an edit with undo.
import { limits } from '../../graph/limits';
import { OPTIMIZERS, type OptimizerName, SCHEDULES, type ScheduleName, trainingSettings } from '../../graph/training';
import { gradientTargets } from '../../store/gradients';
import { portLabel } from '../panels/names';
import { FieldRow } from '../primitives/FieldRow';
import { NumberField } from '../primitives/NumberField';
import { Select } from '../primitives/Select';
import { useDocument } from '../workbench';
import styles from './TrainingPanel.module.css';
import { useTraining } from './trainingOf';

const NAMES: Readonly<Record<OptimizerName | ScheduleName, string>> = {
  sgd: 'SGD',
  momentum: 'SGD, momentum',
  adam: 'Adam',
  adamw: 'AdamW',
  constant: 'Constant',
  cosine: 'Cosine',
  linear: 'Linear',
};

const optionsOf = <V extends OptimizerName | ScheduleName>(values: readonly V[]) =>
  values.map((value) => ({ value, label: NAMES[value] }));

const NUMBERS = [
  {
    name: 'learningRate',
    label: 'Learning rate',
    rules: { min: 0 },
    step: 0.001,
    doc: 'The size of a step at its full height.',
  },
  {
    name: 'warmUp',
    label: 'Warm-up',
    rules: { min: 0, max: limits.trainingSteps, integer: true },
    doc: 'Steps over which the rate rises from zero.',
  },
  {
    name: 'clip',
    label: 'Clip',
    rules: { min: 0 },
    step: 0.1,
    doc: 'The largest norm of all gradients together; 0 leaves them as they are.',
  },
  { name: 'decay', label: 'Weight decay', rules: { min: 0 }, step: 0.01, doc: 'Pulls every weight towards zero.' },
  { name: 'batch', label: 'Batch', rules: { min: 1, max: limits.batch, integer: true }, doc: 'Examples a step.' },
  {
    name: 'steps',
    label: 'Steps',
    rules: { min: 1, max: limits.trainingSteps, integer: true },
    doc: 'How many updates of the weights.',
  },
  {
    name: 'seed',
    label: 'Seed',
    rules: { min: 0, max: limits.seed, integer: true },
    doc: 'Orders the examples and draws dropout masks.',
  },
] as const;

export function TrainingSettingsFields() {
  const training = useTraining();
  const part = useDocument(({ graph }) => graph.training);
  const settings = trainingSettings(part);
  return (
    <div className={styles.settings}>
      <Loss />
      <FieldRow label="Optimizer">
        <Select
          options={optionsOf(OPTIMIZERS)}
          value={settings.optimizer}
          onChange={(optimizer) => training.change({ optimizer })}
        />
      </FieldRow>
      <FieldRow label="Schedule">
        <Select
          options={optionsOf(SCHEDULES)}
          value={settings.schedule}
          onChange={(schedule) => training.change({ schedule })}
        />
      </FieldRow>
      {NUMBERS.map(({ name, label, rules, doc, ...more }) => (
        <FieldRow key={name} label={label} doc={doc}>
          <NumberField
            value={settings[name]}
            {...rules}
            {...more}
            onCommit={(value) => training.change({ [name]: value })}
          />
        </FieldRow>
      ))}
    </div>
  );
}

/** Where a graph has several numbers, which of them is made small. */
function Loss() {
  const training = useTraining();
  const checked = useDocument((state) => state.checked);
  const chosen = checked.graph.training?.loss ?? '';
  const numbers = gradientTargets(checked).filter((name) => {
    const [id, port] = name.split('.') as [string, string];
    return checked.nodes.get(id)?.outputs[port]?.dims.length === 0;
  });
  if (numbers.length < 2 && (chosen === '' || numbers.includes(chosen))) return null;
  const listed = [...new Set([...numbers, ...(chosen === '' ? [] : [chosen])])];
  const options = [
    { value: '', label: 'The only loss' },
    ...listed.map((value) => ({ value, label: portLabel(checked, value) })),
  ];
  return (
    <FieldRow label="Loss">
      <Select
        options={options}
        value={chosen}
        onChange={(loss) => training.change({ loss: loss === '' ? undefined : loss })}
      />
    </FieldRow>
  );
}
