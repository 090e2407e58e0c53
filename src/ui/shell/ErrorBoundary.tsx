// A fault in one part of the page stops that part only, says what to do, and never touches the document.
import { Component, type ReactNode } from 'react';
import { Button } from '../primitives/Button';
import { EmptyState } from '../primitives/EmptyState';
import type { Workbench } from '../workbench';
import { WorkbenchContext } from '../workbench';
import { exportGraph } from './documentFiles';
import styles from './ErrorBoundary.module.css';

export interface ErrorBoundaryProps {
  /** The part, as in `The canvas stopped`. */
  readonly part: string;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly fault?: Error | undefined }> {
  static override contextType = WorkbenchContext;
  declare context: Workbench | undefined;
  override state: { readonly fault?: Error | undefined } = {};

  static getDerivedStateFromError(fault: unknown) {
    return { fault: fault instanceof Error ? fault : new Error(String(fault)) };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    const graph = this.context?.document.getState().graph;
    return (
      <div className={styles.place} role="alert">
        <EmptyState
          title={`${this.props.part} stopped`}
          action={
            <div className={styles.actions}>
              <Button size="small" variant="primary" onClick={() => this.setState({ fault: undefined })}>
                Try again
              </Button>
              <Button size="small" onClick={() => location.reload()}>
                Reload the page
              </Button>
              <Button size="small" onClick={() => this.undo()}>
                Undo the last edit
              </Button>
              <Button size="small" onClick={() => graph && exportGraph(graph)}>
                Export the graph
              </Button>
            </div>
          }
        >
          Your graph is safe and kept in this browser. Try again, reload the page, or undo what you did last. It said:{' '}
          {fault.message}
        </EmptyState>
      </div>
    );
  }

  private undo(): void {
    this.context?.document.getState().undo();
    this.setState({ fault: undefined });
  }
}
