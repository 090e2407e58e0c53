// The formula of a node type, set as mathematics once the typesetter has come.
import { lazy, Suspense } from 'react';
import { PanelSection } from '../primitives/PanelSection';
import styles from './Formula.module.css';

const Formula = lazy(() => import('./Formula'));

export function FormulaSection({ formula }: { readonly formula: string }) {
  if (formula === '') return null;
  return (
    <PanelSection title="Formula">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
      <section className={styles.box} aria-label="Formula, scrolls" tabIndex={0}>
        <Suspense fallback={null}>
          <Formula tex={formula} />
        </Suspense>
      </section>
    </PanelSection>
  );
}
