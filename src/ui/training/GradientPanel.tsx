// How far a gradient reaches back in time: the open graph over the systems of the notes, on a log axis, and the same in numbers.
import { useMemo, useState } from 'react';
import { formatNumber } from '../../drawing/format';
import { gradientTarget, gradientTargets } from '../../store/gradients';
import { gradientState } from '../../store/gradientWords';
import { portLabel } from '../panels/names';
import { FieldRow } from '../primitives/FieldRow';
import { NumberField } from '../primitives/NumberField';
import parts from '../primitives/PanelParts.module.css';
import { Flag } from '../primitives/Segmented';
import { Select } from '../primitives/Select';
import { useDocument, useRun, useView, useWorkbench } from '../workbench';
import { Chart } from './Chart';
import { COMPARED } from './comparison';
import { carriedStates, curveOf, powers } from './curve';
import styles from './GradientPanel.module.css';
import { gradientChart, type NamedCurve, tableSteps, vanishesAt } from './gradientLines';
import { useComparison } from './useComparison';
import { useGradientStart } from './useGradientStart';

export function GradientPanel() {
  const [base, setBase] = useState(0.9);
  const own = useOwnCurves();
  const compared = useComparison();
  const curves = useMemo<NamedCurve[]>(() => {
    const systems = COMPARED.flatMap(({ system, label, dash }) => {
      const norms = compared[system] ?? [];
      return norms.length > 0 ? [{ label, norms, line: { ink: 'ink' as const, ...(dash ? { dash } : {}) } }] : [];
    });
    const length = Math.max(41, ...[...systems, ...own].map(({ norms }) => norms.length));
    const exact = { label: `|${base}|ᵏ`, norms: powers(base, length), line: { ink: 'faint' as const, width: 1 } };
    return [...systems, exact, ...own];
  }, [compared, own, base]);
  const chart = useMemo(() => gradientChart(curves), [curves]);
  return (
    <div className={styles.panel}>
      <Controls base={base} onBase={setBase} />
      <section className={parts.column} aria-label="Gradient norm by lag">
        <div className={parts.head}>
          <h3>Gradient norm by lag</h3>
          <small>at the state t − k</small>
        </div>
        <Chart label={inWords(curves)} {...chart} log range={RANGE} margin={126} />
      </section>
      <Numbers curves={curves} />
    </div>
  );
}

const RANGE = [1e-14, 10] as const;

/** Of the open graph: one curve for each loop that the loss depends on. */
function useOwnCurves(): NamedCurve[] {
  const checked = useDocument((state) => state.checked);
  const gradients = useRun((state) => state.gradients);
  const isShown = useView((state) => state.gradients);
  return useMemo(() => {
    if (!isShown || !gradients) return [];
    const found = carriedStates(checked).map((carried) => ({
      label: carried.label,
      norms: curveOf(carried, gradients.ports),
      line: { ink: 'accent' as const, width: 2 },
    }));
    return found.filter(({ norms }) => norms.length > 1 && norms.some((norm) => norm > 0));
  }, [checked, gradients, isShown]);
}

function inWords(curves: readonly NamedCurve[]): string {
  const words = curves.map(({ label, norms }) => {
    const at = vanishesAt(norms);
    return `${label}: ${at === undefined ? 'does not vanish' : `vanished ${at} steps back`}`;
  });
  return `Gradient norm by steps back, log axis. ${words.join('. ')}.`;
}

interface ControlsProps {
  readonly base: number;
  readonly onBase: (base: number) => void;
}

function Controls({ base, onBase }: ControlsProps) {
  const { view } = useWorkbench();
  const isShown = useView((state) => state.gradients);
  const chosen = useView((state) => state.gradientOf);
  const checked = useDocument((state) => state.checked);
  const options = useMemo(
    () => gradientTargets(checked).map((value) => ({ value, label: portLabel(checked, value) })),
    [checked],
  );
  const target = gradientTarget(checked, chosen);
  return (
    <div className={styles.controls}>
      <FieldRow label="Gradient of" stacked>
        {target === undefined ? (
          <p className={parts.text}>Nothing in this graph runs yet.</p>
        ) : (
          <Select options={options} value={target} onChange={(port) => view.getState().takeGradientOf(port)} />
        )}
      </FieldRow>
      <FieldRow label="On the canvas" doc="Norms on every wire, pictures on every node (key G).">
        <Flag value={isShown} onChange={(shown) => view.getState().showGradients(shown)} />
      </FieldRow>
      <FieldRow label="Line |w|ᵏ" doc="A state that is multiplied by w at each step loses exactly this much.">
        <NumberField value={base} min={0} max={2} step={0.01} onCommit={onBase} />
      </FieldRow>
      {isShown ? <Verdict /> : null}
    </div>
  );
}

/** What is out of the ordinary in the open graph. */
function Verdict() {
  const gradients = useRun((state) => state.gradients);
  const start = useGradientStart();
  const checked = useDocument((state) => state.checked);
  if (!gradients) return <p className={parts.text}>Computing …</p>;
  if (gradients.failure !== undefined) return <p className={parts.text}>{gradients.failure}</p>;
  const odd = Object.entries({ ...gradients.ports, ...gradients.weights });
  const named = (wanted: string): string[] =>
    odd.filter(([, { norm }]) => gradientState(norm) === wanted).map(([name]) => portLabel(checked, name));
  const [vanished, exploded] = [named('vanished'), named('exploded')];
  return (
    <div className={parts.text} role="status">
      {start === undefined ? null : (
        <p>
          <b>Not finite:</b> going back, it began at {start}.
        </p>
      )}
      {exploded.length > 0 ? (
        <p>
          <b>Exploded</b> (above 1000): {few(exploded)}.
        </p>
      ) : null}
      {vanished.length > 0 ? (
        <p>
          <b>Vanished</b> (below 1e−7): {few(vanished)}.
        </p>
      ) : null}
      {start === undefined && exploded.length + vanished.length === 0 ? (
        <p>Every gradient is of a usable size.</p>
      ) : null}
    </div>
  );
}

const few = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

function Numbers({ curves }: { readonly curves: readonly NamedCurve[] }) {
  const steps = tableSteps(curves);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <section className={styles.numbers} aria-label="Gradient norms in numbers" tabIndex={0}>
      <table className={styles.table}>
        <caption className="sr-only">Gradient norm with respect to the state, k steps back</caption>
        <thead>
          <tr>
            <th scope="col">k steps back</th>
            {steps.map((k) => (
              <th key={k} scope="col">
                {k}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {curves.map(({ label, norms, line }) => (
            <tr key={label} className={line.ink === 'accent' ? styles.own : undefined}>
              <th scope="row">{label}</th>
              {steps.map((k) => (
                <td key={k} className={gradientState(norms[k] ?? 1) === 'vanished' ? styles.vanished : undefined}>
                  {norms[k] === undefined ? '' : formatNumber(norms[k], 3)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
