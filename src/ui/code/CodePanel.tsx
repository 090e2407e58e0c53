// The panel "Code": the graph as JSON, edited in place, and what it is in PyTorch, FlexAttention and ONNX. Loaded when it is first opened.
import { useEffect, useState } from 'react';
import { Segmented } from '../primitives/Segmented';
import styles from './CodePanel.module.css';
import { CodeState } from './CodeState';
import { GeneratedCode, GeneratedState } from './GeneratedCode';
import { JsonEditor } from './JsonEditor';
import { loadGraphSchema } from './monaco';
import type { CodeSession } from './session';

const FORMS = [
  { value: 'json', label: 'JSON' },
  { value: 'pytorch', label: 'PyTorch' },
  { value: 'flex', label: 'Flex', name: 'FlexAttention' },
  { value: 'onnx', label: 'ONNX' },
  { value: 'onnx-attention', label: 'ONNX 23' },
] as const;

export function CodePanel({ session }: { readonly session: CodeSession }) {
  const [form, setForm] = useState<(typeof FORMS)[number]['value']>('json');
  useEffect(() => void loadGraphSchema(), []);
  return (
    <div className={styles.panel}>
      {form === 'json' ? <JsonEditor session={session} /> : <GeneratedCode key={form} form={form} />}
      <div className={styles.state}>
        <div className={styles.forms}>
          <Segmented options={FORMS} value={form} onChange={setForm} label="The graph as" size="small" />
        </div>
        {form === 'json' ? <CodeState session={session} /> : <GeneratedState key={form} form={form} />}
      </div>
    </div>
  );
}
