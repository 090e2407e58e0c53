// The graph's own example as it learns: what it answers, and what it attends to.
import { useMemo } from 'react';
import { portLabel } from '../panels/names';
import { usePortTensor, useRowsByStep, useShownPort } from '../panels/usePort';
import parts from '../primitives/PanelParts.module.css';
import { Heatmap } from '../values/Heatmap';
import { useDocument, useRun } from '../workbench';
import { predictionOf } from './prediction';
import styles from './TrainingPanel.module.css';

export function TrainingExample() {
  return (
    <>
      <Prediction />
      <Attention />
    </>
  );
}

function Prediction() {
  const checked = useDocument((state) => state.checked);
  const values = useRun((state) => state.values);
  const prediction = useMemo(() => predictionOf(checked, values), [checked, values]);
  if (!prediction)
    return <p className={parts.text}>The answer to the example shows here once a loss compares it with a target.</p>;
  const { asked, answered, wanted } = prediction;
  return (
    <div className={styles.words}>
      {asked.length > 0 ? <p>{asked.join(' ')} →</p> : null}
      <p>
        {answered.map(({ word, right }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, and its place is what it is
          <span key={i}>{right ? <b>{word} </b> : <s title={`should be ${wanted[i]}`}>{word}</s>} </span>
        ))}
      </p>
      {answered.every(({ right }) => right) ? null : <p className={styles.caption}>should be {wanted.join(' ')}</p>}
    </div>
  );
}

function Attention() {
  const name = useShownPort();
  const plain = usePortTensor(name);
  const alignment = useRowsByStep(name);
  const label = useDocument(({ checked }) => (name === undefined ? '' : portLabel(checked, name)));
  const tensor = alignment?.tensor ?? plain;
  if (tensor?.kind !== 'weights') return null;
  return (
    <div className={styles.picture}>
      <p className={styles.caption}>{label}</p>
      <Heatmap tensor={tensor} label={`Attention of the example, ${label}`} size="small" numbered={false} />
    </div>
  );
}
