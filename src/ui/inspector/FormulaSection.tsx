// The formula of a node type, set as mathematics once the typesetter has come.
import { PanelSection } from '../primitives/PanelSection';
import styles from './Formula.module.css';
import { FormulaLater } from './FormulaLater';

export function FormulaSection({ formula }: { readonly formula: string }) {
  if (formula === '') return null;
  return (
    <PanelSection title="Formula">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
      <section className={styles.box} aria-label="Formula, scrolls" tabIndex={0}>
        <FormulaLater tex={formula} />
      </section>
    </PanelSection>
  );
}
