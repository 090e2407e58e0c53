// Said where a part of the page could not be fetched. Needs nothing that is fetched itself.
import { Component, type ReactNode } from 'react';
import { NotFetched } from './laterSource';
import styles from './Missing.module.css';
import button from './primitives/Button.module.css';
import { classes } from './primitives/classes';

export interface MissingProps {
  /** The part, as in `The formula could not be fetched`. */
  readonly name: string;
  readonly onAgain: () => void;
}

export function Missing({ name, onAgain }: MissingProps) {
  return (
    <p className={styles.missing} role="alert">
      {name} could not be fetched: is the network there?
      <button type="button" className={classes(button.button, button.secondary, button.small)} onClick={onAgain}>
        Try again
      </button>
    </p>
  );
}

interface WhereMissingProps {
  readonly instead: () => ReactNode;
  readonly children: ReactNode;
}

/** Draws something else where what it holds was not fetched; any other fault is for the boundary around it. */
export class WhereMissing extends Component<WhereMissingProps, { readonly fault?: unknown }> {
  override state: { readonly fault?: unknown } = {};

  static getDerivedStateFromError(fault: unknown) {
    return { fault };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    if (fault instanceof NotFetched) return this.props.instead();
    throw fault;
  }
}
