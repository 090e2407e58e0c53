// In the inspector: the gradients of a node's outputs and weights, or of what flows in a wire, as pictures, norms and words.
import { useMemo } from 'react';
import { formatNumber } from '../../drawing/format';
import { splitPort } from '../../drawing/ports';
import { axisLooks } from '../../drawing/portTensor';
import type { ValueTensor } from '../../drawing/valueTensor';
import type { CheckedNode } from '../../execution/checked';
import { weightName } from '../../execution/weights';
import { type GradientState, gradientState } from '../../store/gradientWords';
import type { PortName } from '../../worker/messages';
import styles from '../inspector/Inspector.module.css';
import { isNumbered } from '../inspector/sizes';
import { portLabel } from '../panels/names';
import { usePortTensor } from '../panels/usePort';
import { Button } from '../primitives/Button';
import { Facts, PanelSection } from '../primitives/PanelSection';
import { useGradient } from '../time/useGradient';
import { Heatmap } from '../values/Heatmap';
import { useDocument, useRun, useView, useWorkbench } from '../workbench';
import { useGradientStart } from './useGradientStart';

/** Of every output and weight of a node. */
export function GradientSections({ node }: { readonly node: CheckedNode }) {
  const outputs = Object.keys(node.outputs);
  const weights = node.type?.container ? [] : Object.keys(node.traced?.weights ?? {});
  return (
    <Shown>
      {outputs.map((port) => (
        <PortGradient key={port} name={`${node.id}.${port}`} />
      ))}
      {weights.map((own) => (
        <WeightGradient key={own} name={weightName(node, own)} own={own} node={node} />
      ))}
    </Shown>
  );
}

/** Of what flows in a wire. */
export const WireGradient = ({ name }: { readonly name: PortName }) => (
  <Shown>
    <PortGradient name={name} />
  </Shown>
);

/** Gradients cost a run of their own: they are shown when they are asked for. */
function Shown({ children }: { readonly children: React.ReactNode }) {
  const { view } = useWorkbench();
  const isShown = useView((state) => state.gradients);
  const of = useRun(({ gradients }) => gradients?.of);
  const failure = useRun(({ gradients }) => gradients?.failure);
  const label = useDocument(({ checked }) => (of === undefined ? undefined : portLabel(checked, of)));
  if (!isShown) {
    return (
      <PanelSection title="Gradient">
        <p className={styles.text}>How the loss changes with every value and every weight.</p>
        <div className={styles.actions}>
          <Button size="small" onClick={() => view.getState().showGradients(true)}>
            Show gradients
          </Button>
        </div>
      </PanelSection>
    );
  }
  return (
    <>
      {failure === undefined ? null : (
        <PanelSection title="Gradient">
          <p className={styles.text}>
            No gradient of {label}: {failure}
          </p>
        </PanelSection>
      )}
      {children}
    </>
  );
}

function PortGradient({ name }: { readonly name: PortName }) {
  const gradient = useGradient(name);
  const of = usePortTensor(name);
  const cells = gradient?.value;
  const picture = useMemo<ValueTensor | undefined>(
    () => cells && { ...of, shape: cells.shape, data: cells.data, kind: 'signed', masked: undefined },
    [cells, of],
  );
  const [, port] = splitPort(name);
  if (of?.kind === 'tokens') return null;
  return <Gradient title={`Gradient · ${port}`} norm={gradient?.norm} picture={picture} />;
}

interface WeightGradientProps {
  readonly name: string;
  readonly own: string;
  readonly node: CheckedNode;
}

function WeightGradient({ name, own, node }: WeightGradientProps) {
  const { document } = useWorkbench();
  const message = useRun(({ gradients }) => gradients?.weights[name]);
  const picture = useMemo<ValueTensor | undefined>(() => {
    const dims = node.traced?.weights[own]?.dims ?? [];
    if (!message?.data) return undefined;
    const { shape, data } = message;
    return { shape, data, kind: 'signed', ...axisLooks(document.getState().checked, dims) };
  }, [document, message, node, own]);
  return <Gradient title={`Gradient · ${own}`} norm={message?.norm} picture={picture} />;
}

interface GradientProps {
  readonly title: string;
  readonly norm: number | undefined;
  readonly picture: ValueTensor | undefined;
}

function Gradient({ title, norm, picture }: GradientProps) {
  const of = useRun(({ gradients }) => gradients?.of);
  const label = useDocument(({ checked }) => (of === undefined ? undefined : portLabel(checked, of)));
  if (of === undefined) return null;
  if (norm === undefined) {
    return (
      <PanelSection title={title}>
        <p className={styles.text}>{label} does not depend on it.</p>
      </PanelSection>
    );
  }
  return (
    <PanelSection title={title} aside={`of ${label}`}>
      {picture ? (
        <div className={styles.picture}>
          <Heatmap tensor={picture} label={title} size="small" numbered={isNumbered(picture.shape.at(-1) ?? 1)} />
        </div>
      ) : null}
      <div className={styles.facts}>
        <Facts facts={[['Norm', formatNumber(norm)]]} />
      </div>
      <Sentence state={gradientState(norm)} />
    </PanelSection>
  );
}

const SENTENCES: Readonly<Record<GradientState, string>> = {
  fine: '',
  zero: 'Exactly zero: the loss does not change with it.',
  vanished: 'Vanished: below 1e−7, too small to change a weight in single precision.',
  exploded: 'Exploded: above 1000. Clip the gradient, or lower the learning rate.',
  'not finite': 'Not finite.',
};

function Sentence({ state }: { readonly state: GradientState }) {
  const start = useGradientStart();
  if (state === 'fine') return null;
  const began = state === 'not finite' && start ? ` Going back from the loss it began at ${start}.` : '';
  return (
    <p className={styles.caption}>
      <b>{SENTENCES[state]}</b>
      {began}
    </p>
  );
}
