// Over the canvas while a preset is open: what it is in plain words, and one click to the sentence of the notes and back.
import { X } from 'lucide-react';
import { useState } from 'react';
import { FormulaLater } from '../inspector/FormulaLater';
import { Button, IconButton } from '../primitives/Button';
import { openParsed, readPreset } from '../shell/opening';
import type { OpeningParts } from '../shell/parts';
import { useShell, useShellStore } from '../shell/shellStore';
import { useDocument, useRun, useWorkbench } from '../workbench';
import { readDescription } from './description';
import { InlineText } from './InlineText';
import styles from './PresetBar.module.css';
import { type PresetEntry, presets } from './presetIndex';
import { hasRandomWeights, hasTrainedWeights } from './random';
import { type TokenState, tokenState, withPublished, withSentence } from './sentence';
import { currentPreset } from './timelineRows';

const UNTRAINED =
  'These embeddings are untrained and carry no meaning yet: they show how the numbers are made, not what the words mean.';

const RANDOM = 'The weights are random, not trained.';
const TRAINED = 'Trained weights.';
const TRAINING = 'The weights are learning now.';

export function PresetBar({ parts }: { readonly parts: OpeningParts }) {
  const shell = useShellStore();
  const entry = useDocument(({ graph }) => currentPreset(presets, graph));
  const state = useDocument(({ graph }) => tokenState(graph));
  const hidden = useShell(({ hiddenBar }) => hiddenBar);
  if (!entry || hidden === entry.name) return null;
  return (
    <section className={styles.bar} aria-label="About this preset">
      <About key={entry.name} state={state} />
      <div className={styles.actions}>
        <RetrainButton />
        {state === 'none' ? null : <TokensButton parts={parts} entry={entry} isSentence={state === 'sentence'} />}
        <IconButton
          label="Hide the description"
          size="small"
          icon={<X aria-hidden />}
          onClick={() => shell.setState({ hiddenBar: entry.name })}
        />
      </div>
    </section>
  );
}

function About({ state }: { readonly state: TokenState }) {
  const { first, rest, formula } = readDescription(useDocument(({ graph }) => graph.description) ?? '');
  const isRandom = useDocument(({ checked }) => hasRandomWeights(checked));
  const isTrained = useDocument(({ checked }) => hasTrainedWeights(checked));
  const isLearning = useRun(({ training }) => training !== undefined);
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.text} role={state === 'sentence' ? 'status' : undefined}>
      <p>
        {state === 'sentence' ? (
          <b>{UNTRAINED} </b>
        ) : isLearning ? (
          <b>{TRAINING} </b>
        ) : isRandom ? (
          <b>{RANDOM} </b>
        ) : isTrained ? (
          <b>{TRAINED} </b>
        ) : null}
        {state === 'sentence' && !open ? null : <InlineText text={first} />}{' '}
        {rest.length > 0 ? (
          <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Less' : 'More'}
          </button>
        ) : null}
      </p>
      {open
        ? rest.map((paragraph) => (
            <p key={paragraph} className={styles.rest}>
              <InlineText text={paragraph} />
            </p>
          ))
        : null}
      {open && formula ? <FormulaLater tex={formula} /> : null}
    </div>
  );
}

/** Beside trained weights: the same graph learns again from nothing, in sight. */
function RetrainButton() {
  const workbench = useWorkbench();
  const isTrained = useDocument(({ checked }) => hasTrainedWeights(checked));
  if (!isTrained) return null;
  const retrain = async (): Promise<void> => {
    const { trainingOf } = await import('../training/trainingOf');
    workbench.view.getState().showPanel('training');
    trainingOf(workbench).start('scratch');
  };
  return (
    <Button size="small" onClick={retrain}>
      Re-train from scratch
    </Button>
  );
}

interface TokensButtonProps {
  readonly parts: OpeningParts;
  readonly entry: PresetEntry;
  readonly isSentence: boolean;
}

function TokensButton({ parts, entry, isSentence }: TokensButtonProps) {
  const { document } = useWorkbench();
  const restore = async (): Promise<void> => {
    const parsed = await readPreset(entry);
    if ('problem' in parsed) openParsed(parts, entry.title, parsed);
    else document.getState().edit((graph) => withPublished(graph, parsed.graph));
  };
  if (isSentence) {
    return (
      <Button size="small" onClick={restore}>
        Back to the published tokens
      </Button>
    );
  }
  return (
    <Button size="small" onClick={() => document.getState().edit(withSentence)}>
      Use the sentence of the notes
    </Button>
  );
}
