// A strip of tabs over one visible panel; things that belong to the panel sit at the strip's right.
import { Tabs as RadixTabs } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface Tab<V extends string> {
  readonly value: V;
  readonly label: string;
  /** A number after the label in the error colour, left out at 0 (problems). */
  readonly count?: number | undefined;
}

export interface TabsProps<V extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** At the right of the strip. */
  readonly trailing?: ReactNode | undefined;
  /** The panel of the chosen tab; nothing when the panel is collapsed. */
  readonly children?: ReactNode | undefined;
}

export function Tabs<V extends string>({ label, tabs, value, onChange, trailing, children }: TabsProps<V>) {
  return (
    <RadixTabs.Root className={styles.root} value={value} onValueChange={(next) => onChange(next as V)}>
      <div className={styles.strip}>
        <RadixTabs.List className={styles.list} aria-label={label}>
          {tabs.map((tab) => (
            <RadixTabs.Trigger key={tab.value} className={styles.tab} value={tab.value}>
              {tab.label}
              {tab.count ? <span className={styles.count}> {tab.count}</span> : null}
            </RadixTabs.Trigger>
          ))}
        </RadixTabs.List>
        {trailing ? <div className={styles.trailing}>{trailing}</div> : null}
      </div>
      {tabs.map((tab) => (
        <RadixTabs.Content
          key={tab.value}
          className={styles.panel}
          value={tab.value}
          forceMount
          hidden={tab.value !== value || !children}
        >
          {tab.value === value ? children : null}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
