// What the graph is in PyTorch, FlexAttention or ONNX, as text to read, made anew when the graph changes.
import { Download, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../primitives/Button';
import { EmptyState } from '../primitives/EmptyState';
import { useCommandRegistry } from '../shell/commandContext';
import { type Readable, type ReadableForm, readableForm } from '../transfer/exports';
import { useDocument, useRun, useWorkbench } from '../workbench';
import { CodeEditor } from './CodeEditor';
import styles from './CodePanel.module.css';
import { monaco } from './monaco';

const LOOKS = {
  pytorch: { language: 'python', label: 'The graph in PyTorch, to read', name: 'PyTorch' },
  flex: { language: 'python', label: 'Masks and scores for FlexAttention, to read', name: 'FlexAttention' },
  onnx: { language: 'plaintext', label: 'The graph in ONNX, to read', name: 'ONNX' },
  'onnx-attention': { language: 'plaintext', label: 'The graph in ONNX of opset 23, to read', name: 'ONNX 23' },
} as const;

/** Milliseconds after a change of the graph. */
const PAUSE = 250;

function useReadable(form: ReadableForm): Readable | undefined {
  const workbench = useWorkbench();
  const graph = useDocument((state) => state.graph);
  const phase = useRun((state) => state.phase);
  const [made, setMade] = useState<Readable>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew when the graph or its values are others.
  useEffect(() => {
    const timer = setTimeout(() => setMade(readableForm(workbench, form)), PAUSE);
    return () => clearTimeout(timer);
  }, [workbench, form, graph, phase]);
  return made;
}

function useModel(form: ReadableForm): monaco.editor.ITextModel | undefined {
  const [model, setModel] = useState<monaco.editor.ITextModel>();
  useEffect(() => {
    const created = monaco.editor.createModel('', LOOKS[form].language);
    setModel(created);
    return () => created.dispose();
  }, [form]);
  return model;
}

export function GeneratedCode({ form }: { readonly form: ReadableForm }) {
  const made = useReadable(form);
  const model = useModel(form);
  const text = made && 'text' in made ? made.text : undefined;
  useEffect(() => {
    if (text !== undefined && model && !model.isDisposed() && model.getValue() !== text) model.setValue(text);
  }, [model, text]);
  if (made && 'refused' in made) {
    return (
      <EmptyState title={`No ${LOOKS[form].name} of this graph yet`}>
        {made.refused.slice(0, 1).toUpperCase() + made.refused.slice(1)}
        {/[.!?]$/.test(made.refused) ? '' : '.'}
      </EmptyState>
    );
  }
  return model ? <CodeEditor model={model} label={LOOKS[form].label} readOnly /> : <div className={styles.editor} />;
}

/** What the text says differently, and how to take it along. */
export function GeneratedState({ form }: { readonly form: ReadableForm }) {
  const registry = useCommandRegistry();
  const made = useReadable(form);
  const losses = made && 'losses' in made ? made.losses : [];
  return (
    <>
      <p className={styles.words}>
        {losses.length > 0 ? <TriangleAlert className={styles.warn} aria-hidden /> : null}
        <span title={losses.join('\n')}>
          {losses.length > 1 ? `${losses[0]} (and ${losses.length - 1} more)` : losses[0]}
        </span>
      </p>
      <Button
        size="small"
        icon={<Download size={14} aria-hidden />}
        disabled={!made || 'refused' in made}
        onClick={() => registry.perform(`export.${form}`)}
      >
        Export {LOOKS[form].name}
      </Button>
    </>
  );
}
