// One file of the page: whether it is here, and how often it was tried.
import { type ComponentType, lazy } from 'react';

/** The network is gone, or the server. */
export class NotFetched extends Error {}

export class LaterSource<P extends object> {
  attempt = 0;
  private here: ComponentType<P> | undefined;
  private failed = false;
  private coming: ComponentType<P>;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly load: () => Promise<ComponentType<P>>) {
    this.coming = lazy(this.get) as ComponentType<P>;
  }

  get component(): ComponentType<P> {
    return this.here ?? this.coming;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Everywhere at once. */
  readonly again = (): void => {
    this.failed = false;
    this.coming = lazy(this.get) as ComponentType<P>;
    this.attempt += 1;
    for (const listener of this.listeners) listener();
  };

  readonly fetch = async (): Promise<boolean> => {
    const wasMissing = this.failed;
    await Promise.allSettled([this.get()]);
    if (wasMissing && this.here) this.again();
    return this.here !== undefined;
  };

  private readonly get = async (): Promise<{ readonly default: ComponentType<P> }> => {
    try {
      this.here = await this.load();
      return { default: this.here };
    } catch (error) {
      this.failed = true;
      throw new NotFetched(error instanceof Error ? error.message : String(error));
    }
  };
}
