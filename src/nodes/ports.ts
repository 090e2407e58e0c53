// Ports and params of node types, as data. Types only.
import type { DType } from '../tensor/tensor';
import type { Param } from './params';

export interface Port {
  /** Dim names: '... T d', '' for a scalar, '*' for anything. Equal names are equal sizes; `...` is one binding a node. */
  readonly shape: string;
  readonly doc: string;
  readonly optional?: true;
  /** Grows as it is wired; the body gets a list in edge order. */
  readonly variadic?: true;
  /** Takes or gives ids instead of measurements. */
  readonly dtype?: DType;
  /** How it is pictured: attention weights in 0..1, signed values (the default), or tokens. */
  readonly shows?: 'weights' | 'signed' | 'tokens';
}
export type Ports = Readonly<Record<string, Port>>;
export type Params = Readonly<Record<string, Param<unknown>>>;
export type AnyParams = Readonly<Record<string, unknown>>;

export interface Mode {
  readonly training: boolean;
}
