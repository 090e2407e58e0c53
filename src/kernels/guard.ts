// Whatever is asked of a device, so that what goes wrong there is said as a KernelError. Knows no op and no kernel.
import type { Device } from './device';
import { KernelError } from './kernel';

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class Guard {
  constructor(private readonly device: Pick<Device<unknown>, 'backend' | 'isLost'>) {}

  /** A lost WebGL context goes on answering, with zeros and without an error: it is asked before and after. */
  during<R>(op: string, act: () => R): R {
    this.refuseLost(op);
    try {
      const result = act();
      this.refuseLost(op);
      return result;
    } catch (error) {
      if (error instanceof KernelError) throw error;
      this.refuseLost(op);
      throw new KernelError(
        `${op} does not run on ${this.device.backend}: ${messageOf(error)}`,
        op,
        this.device.backend,
      );
    }
  }

  *steps<R>(op: string, work: Generator<void, R, void>): Generator<void, R, void> {
    try {
      for (;;) {
        const { done, value } = this.during(op, () => work.next());
        if (done) return value;
        yield;
      }
    } finally {
      // Nobody may want the rest.
      work.return(undefined as never);
    }
  }

  private refuseLost(op: string): void {
    if (!this.device.isLost()) return;
    throw new KernelError(`${this.device.backend} was lost while ${op} ran`, op, this.device.backend, true);
  }
}
