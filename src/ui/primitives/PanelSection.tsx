// A titled part of a side panel: a heading, an aside at its right, content.
import { type ReactNode, useId } from 'react';
import styles from './PanelSection.module.css';

export interface PanelSectionProps {
  readonly title: string;
  /** At the right of the title in small ink: a shape, a link. */
  readonly aside?: ReactNode | undefined;
  readonly children: ReactNode;
}

export function PanelSection({ title, aside, children }: PanelSectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h3 id={id}>{title}</h3>
        {aside ? <span className={styles.aside}>{aside}</span> : null}
      </div>
      {children}
    </section>
  );
}

export interface FactsProps {
  /** Name and value pairs, values in strong ink at the right. */
  readonly facts: readonly (readonly [string, ReactNode])[];
}

export function Facts({ facts }: FactsProps) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
