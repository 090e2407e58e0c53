// In the inspector of a loop and of what lies in one: the time slider, and of the loop itself its states and alignment.
import { useMemo } from 'react';
import { formatNumber, formatShape } from '../../drawing/format';
import { loopsAround, stepText } from '../../drawing/stepValue';
import type { CheckedNode } from '../../execution/checked';
import { labelOf } from '../panels/names';
import { useRowsByStep } from '../panels/usePort';
import { Facts, PanelSection } from '../primitives/PanelSection';
import { Heatmap } from '../values/Heatmap';
import { MiniMatrix } from '../values/MiniMatrix';
import { useDocument, useRun, useView } from '../workbench';
import { type LoopState, statesOf } from './loop';
import styles from './TimeSection.module.css';
import { TimeSlider } from './TimeSlider';
import { useLoop } from './useLoop';

export function TimeSection({ node }: { readonly node: CheckedNode }) {
  const around = useDocument(({ checked }) => loopsAround(checked, node.id).join(' '));
  const loops = around === '' ? [] : around.split(' ');
  const stacks = node.type?.container?.stacks(node.params) ?? false;
  return (
    <>
      {loops.map((loop) => (
        <Time key={loop} container={loop} />
      ))}
      {stacks ? <Time container={node.id} own /> : null}
    </>
  );
}

function Time({ container, own = false }: { readonly container: string; readonly own?: boolean }) {
  const label = useDocument(({ checked }) => labelOf(checked, container));
  const loop = useLoop(container);
  if (!loop) return null;
  const what = loop.unit === 'copy' ? 'Copies' : 'Time';
  return (
    <>
      <PanelSection title={own ? what : `${what} · ${label}`}>
        <TimeSlider container={container} label={label} layout="stacked" />
        {own ? <States container={container} /> : null}
      </PanelSection>
      {own ? <Alignment container={container} /> : null}
    </>
  );
}

function States({ container }: { readonly container: string }) {
  const checked = useDocument((state) => state.checked);
  const values = useRun((state) => state.values);
  const steps = useView((state) => state.steps);
  const states = useMemo(() => statesOf(checked, values, container, steps), [checked, values, container, steps]);
  return states.map((state) => <State key={state.name} state={state} />);
}

function State({ state: { name, data, shape, norm } }: { readonly state: LoopState }) {
  const tensor = useMemo(() => ({ data, shape, kind: 'signed' as const }), [data, shape]);
  return (
    <div className={styles.state}>
      <p className={styles.name}>
        State · {name} <small>{formatShape(shape)}</small>
      </p>
      <MiniMatrix tensor={tensor} label={`State ${name}`} maxWidth={240} maxHeight={44} />
      <Facts facts={[['Norm', formatNumber(norm)]]} />
    </div>
  );
}

/** The weights that a decoder gives one row a step, if it does. */
function Alignment({ container }: { readonly container: string }) {
  const name = useDocument(({ checked }) => {
    const nodes = [...checked.nodes.values()].filter(({ node }) => node.parent === container);
    const found = nodes.flatMap(({ id, type, ports }) =>
      type?.boundary
        ? []
        : Object.entries(ports.outputs).flatMap(([port, { shows }]) => (shows === 'weights' ? [`${id}.${port}`] : [])),
    );
    return found.at(-1);
  });
  const alignment = useRowsByStep(name);
  if (!alignment) return null;
  const { tensor, loop } = alignment;
  return (
    <PanelSection title="Alignment, row by row" aside={stepText(loop)}>
      <Heatmap
        tensor={tensor}
        label={`Alignment, ${tensor.shape.join(' × ')}`}
        size="small"
        numbered={(tensor.shape.at(-1) ?? 1) <= 6}
        focusRow={loop.step}
      />
    </PanelSection>
  );
}
