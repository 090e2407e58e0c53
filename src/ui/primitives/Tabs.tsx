// A strip of tabs over one visible panel; things that belong to the panel sit at the strip's right.
import { type KeyboardEvent, type ReactNode, useId } from 'react';
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

export function Tabs<V extends string>({ trailing, children, ...strip }: TabsProps<V>) {
  const id = useId();
  return (
    <div className={styles.root}>
      <div className={styles.strip}>
        <TabList {...strip} id={id} />
        {trailing ? <div className={styles.trailing}>{trailing}</div> : null}
      </div>
      {strip.tabs.map(({ value }) => (
        <div
          key={value}
          id={`${id}panel-${value}`}
          className={styles.panel}
          role="tabpanel"
          aria-labelledby={`${id}${value}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel without a control of its own has to be reachable.
          tabIndex={0}
          hidden={value !== strip.value || !children}
        >
          {value === strip.value ? children : null}
        </div>
      ))}
    </div>
  );
}

/** The tab that is chosen is the one that Tab reaches; arrows, Home and End choose, as the ARIA pattern for tabs has it. */
function TabList<V extends string>({
  id,
  label,
  tabs,
  value,
  onChange,
}: Omit<TabsProps<V>, 'trailing' | 'children'> & { readonly id: string }) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const at = tabs.findIndex((tab) => tab.value === value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    const next = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!next) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[id='${id}${next.value}']`)?.focus();
    onChange(next.value);
  };
  return (
    <div className={styles.list} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={`${id}${tab.value}`}
          className={styles.tab}
          aria-selected={tab.value === value}
          aria-controls={`${id}panel-${tab.value}`}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
          {tab.count ? <span className={styles.count}> {tab.count}</span> : null}
        </button>
      ))}
    </div>
  );
}
