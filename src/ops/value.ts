// A handle on one value of a Program being traced.
import type { Dim } from '../tensor/dim';
import type { Type } from '../tensor/tensor';

export class Value {
  constructor(
    /** The tracer that recorded it: values of two programs never mix. */
    readonly owner: object,
    readonly id: number,
    readonly type: Type,
  ) {}
  get dims(): readonly Dim[] {
    return this.type.dims;
  }
  get rank(): number {
    return this.type.dims.length;
  }
}
