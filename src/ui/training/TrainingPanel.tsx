// Training: what is trained and how, its figures and curves while it goes on, and one example as it learns.
import { useState } from 'react';
import { Segmented } from '../primitives/Segmented';
import { Checkpoints } from './Checkpoints';
import { TrainingCharts } from './TrainingCharts';
import { TrainingControls } from './TrainingControls';
import { TrainingExample } from './TrainingExample';
import { TrainingFigures } from './TrainingFigures';
import { TrainingNotice } from './TrainingNotice';
import styles from './TrainingPanel.module.css';

const SIDES = [
  { value: 'example', label: 'Example' },
  { value: 'checkpoints', label: 'Checkpoints' },
] as const;

export function TrainingPanel() {
  const [side, setSide] = useState<(typeof SIDES)[number]['value']>('example');
  return (
    <div className={styles.panel}>
      <TrainingControls />
      <div className={styles.middle}>
        <TrainingFigures />
        <TrainingNotice />
        <TrainingCharts />
      </div>
      <div className={styles.side}>
        <Segmented options={SIDES} value={side} onChange={setSide} label="Beside the curves" size="small" />
        {side === 'example' ? <TrainingExample /> : <Checkpoints />}
      </div>
    </div>
  );
}
