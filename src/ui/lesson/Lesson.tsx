// The lesson of the open graph in the right column: its steps, the open one in full, the paper, and the way on.
import { Check, ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import type { LessonStep } from '../../graph/graph';
import { FormulaLater } from '../inspector/FormulaLater';
import { nodeLabel } from '../panels/names';
import { presets } from '../presets/presetIndex';
import { headingOf } from '../presets/systems';
import { currentPreset, neighbour, shortTitle } from '../presets/timelineRows';
import { Button } from '../primitives/Button';
import { classes } from '../primitives/classes';
import { useCommandRegistry } from '../shell/commandContext';
import { useDocument, useView, useWorkbench } from '../workbench';
import styles from './Lesson.module.css';
import { LessonText } from './LessonText';
import { type ReadStep, readStep } from './readStep';

const NO_STEPS: readonly LessonStep[] = [];

export function Lesson() {
  const lesson = useDocument(({ graph }) => graph.lesson ?? NO_STEPS);
  const at = useView(({ lessonStep }) => Math.min(lessonStep, lesson.length - 1));
  const labels = useDocument(({ checked }) =>
    JSON.stringify([...checked.nodes.values()].map((n) => [n.id, nodeLabel(n)])),
  );
  const steps = useMemo(() => {
    const named = (JSON.parse(labels) as [string, string][]).map(([id, label]) => ({ id, label }));
    return lesson.map(({ text, nodes = [] }) =>
      readStep(
        text,
        named.filter(({ id }) => nodes.includes(id)),
      ),
    );
  }, [lesson, labels]);
  const step = steps[at];
  if (!step) return null;
  return (
    <section className={styles.lesson} aria-label="Lesson">
      <div className={styles.scroller}>
        <Header />
        <ol className={styles.steps}>
          {steps.map((one, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
            <Step key={place} step={one} place={place} at={at} />
          ))}
        </ol>
      </div>
      <Foot step={step} at={at} steps={steps} />
    </section>
  );
}

function Header() {
  const title = useDocument(({ graph }) => graph.title ?? 'Untitled');
  const kicker = useDocument(({ graph }) => {
    const entry = currentPreset(presets, graph);
    return entry && headingOf(entry);
  });
  return (
    <header className={styles.header}>
      {kicker ? <p className={styles.kicker}>{kicker}</p> : null}
      <h2 className={styles.title}>{title}</h2>
    </header>
  );
}

interface StepProps {
  readonly step: ReadStep;
  readonly place: number;
  /** The open step. */
  readonly at: number;
}

const titleOf = ({ title }: ReadStep, place: number): string => title ?? `Step ${place + 1}`;

function Step({ step, place, at }: StepProps) {
  const { view } = useWorkbench();
  const isOpen = place === at;
  const isDone = place < at;
  return (
    <li className={classes(styles.step, isOpen && styles.open, isDone && styles.done)}>
      <button
        type="button"
        className={styles.stepTitle}
        aria-current={isOpen ? 'step' : undefined}
        onClick={() => view.getState().showLesson(place)}
      >
        <i className={styles.number} aria-hidden="true">
          {isDone ? <Check size={12} strokeWidth={2} /> : place + 1}
        </i>
        {titleOf(step, place)}
      </button>
      {isOpen ? (
        <div className={styles.body}>
          {step.blocks.map((block) =>
            block.kind === 'text' ? (
              <LessonText key={JSON.stringify(block.runs)} runs={block.runs} />
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
              <section key={block.tex} className={styles.formula} aria-label="Equation" tabIndex={0}>
                <FormulaLater tex={block.tex} />
              </section>
            ),
          )}
        </div>
      ) : null}
    </li>
  );
}

interface FootProps {
  readonly step: ReadStep;
  readonly at: number;
  readonly steps: readonly ReadStep[];
}

function Foot({ step, at, steps }: FootProps) {
  const registry = useCommandRegistry();
  const isLast = at === steps.length - 1;
  const after = useDocument(({ graph }) => (graph.preset ? neighbour(presets, graph, 1) : undefined));
  return (
    <footer className={styles.foot}>
      {step.reference ? <p className={styles.reference}>{step.reference}</p> : null}
      <p className={styles.place} role="status">
        Step {at + 1} of {steps.length}
      </p>
      <div className={styles.buttons}>
        <Button
          icon={<ChevronLeft size={16} strokeWidth={1.5} aria-hidden />}
          disabled={at === 0}
          onClick={() => registry.perform('lesson.previous')}
        >
          Back
        </Button>
        <Button
          variant="primary"
          disabled={isLast && !after}
          onClick={() => registry.perform(isLast ? 'preset.next' : 'lesson.next')}
        >
          {isLast && after ? `Next: ${shortTitle(after.title)}` : 'Next'}
          <ChevronRight size={16} strokeWidth={1.5} aria-hidden />
        </Button>
      </div>
    </footer>
  );
}
