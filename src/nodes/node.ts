// What a node type is: everything here is data or one function. Interpreters never look at ids.

import type { Value } from '../ops/value';
import type { Vocabulary } from '../ops/vocabulary';
import type { Dim } from '../tensor/dim';
import type { Chrono } from '../tensor/random/chrono';
import type { Scheme } from '../tensor/random/schemes';
import type { Container } from './container';
import type { Dataset } from './dataset';
import type { Param } from './params';
import type { AnyParams, Mode, Params, Port, Ports } from './ports';
import type { ConstantSpec, Source, SourceContext, SymbolSpec } from './source';

export type { AnyParams, ConstantSpec, Mode, Params, Port, Ports, Source, SourceContext, SymbolSpec };

export type Category = 'input' | 'layer' | 'attention' | 'shape' | 'recurrent' | 'training' | 'note';

export type ParamValues<P> = { readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never };

export type Inputs<I extends Ports> = {
  readonly [K in keyof I]: I[K] extends { variadic: true }
    ? readonly Value[]
    : I[K] extends { optional: true }
      ? Value | undefined
      : Value;
};
export type Outputs<O extends Ports> = { readonly [K in keyof O]: Value };

type Words<S extends string> = S extends `${infer A} ${infer B}`
  ? Words<A> | Words<B>
  : S extends '...' | '*' | ''
    ? never
    : S;
/** The dim names of a node type's input ports, as a type: '... T d' gives 'T' | 'd'. */
export type DimNames<I extends Ports> = { [K in keyof I]: Words<I[K]['shape']> }[keyof I];
export type Dims<I extends Ports, S extends string> = { readonly [N in DimNames<I> | S]: Dim };

export interface WeightSpec {
  readonly dims: readonly Dim[];
  /** How it is drawn when the graph gives no entry for it. */
  readonly init: Scheme;
  /** Fan-in (torch-linear of rank 1) or units (torch-rnn) where the shape does not tell. */
  readonly fan?: { readonly in?: Dim; readonly units?: Dim };
  /** Blocks of a gated cell's bias that start as a memory rather than as the scheme draws them. */
  readonly chrono?: Chrono;
}
export type Weights = Readonly<Record<string, WeightSpec>>;

/** What a body may say beside ops. */
export interface NodeOps extends Vocabulary {
  /** Another node type's body, for those without weights of their own. */
  call<I extends Ports, O extends Ports, P extends Params>(
    node: NodeType<I, O, P, Record<string, never>, string>,
    inputs: Inputs<I>,
    params?: Partial<ParamValues<NoInfer<P>>>,
  ): Outputs<O>;
  /** Whether two dims are the same size. */
  same(a: Dim, b: Dim): boolean;
  /** The number behind a dim, where a body needs one; the Program then holds for that size only. */
  concrete(dim: Dim): number;
}

export interface Own<D, W extends Weights> {
  readonly dims: D;
  readonly weights: { readonly [K in keyof W]: Value };
  readonly constants: Readonly<Record<string, Value>>;
  readonly mode: Mode;
}

export interface NodeType<
  I extends Ports = Ports,
  O extends Ports = Ports,
  P extends Params = Params,
  W extends Weights = Weights,
  S extends string = string,
> {
  readonly id: string;
  readonly title: string;
  readonly category: Category;
  /** One plain sentence. */
  readonly summary: string;
  /** KaTeX. */
  readonly formula: string;
  /** A paragraph of help: what the ports and params do, the paper and the equation. */
  readonly help?: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly params: P;
  /** A few characters beside the title on the canvas, such as the kind. */
  tag?(params: ParamValues<P>): string;
  source?(params: ParamValues<P>, context: SourceContext): Source<S>;
  /** What it brings in batches, where the graph trains or is judged; `source` is then its one example. */
  dataset?(params: ParamValues<P>, context: SourceContext): Dataset;
  /** Of a loss: the ports that say how often the prediction is right. */
  readonly judges?: {
    readonly logits: string;
    readonly target: string;
    readonly valid: string;
    readonly ignore: string;
  };
  weights?(dims: Dims<I, S>, params: ParamValues<P>, inputs: Inputs<I>): W;
  body(t: NodeOps, inputs: Inputs<I>, params: ParamValues<P>, own: Own<Dims<I, S>, W>): Outputs<O>;
  /** Its inside is other nodes; the body computes nothing. */
  readonly container?: Container;
  /** One of the two children that are a container's wall; its ports are its `ports` param. */
  readonly boundary?: 'inputs' | 'outputs';
  /** It only changes a shape, and may be put into a wire to make it fit. */
  readonly adapts?: true;
  /** Old ids that still load. */
  readonly renamedFrom?: readonly string[];
  /** Smallest meaningful use: shapes (or int ids) of the inputs, for the contract test and previews. */
  readonly example: Example<P>;
}

export interface Example<P> {
  readonly inputs: Readonly<Record<string, ExampleInput | readonly ExampleInput[]>>;
  readonly params?: Partial<ParamValues<P>>;
  /** Other params worth a contract run: kinds and branches. */
  readonly variants?: readonly { readonly params: Partial<ParamValues<P>>; readonly inputs?: Example<P>['inputs'] }[];
  /** Vocabularies of the graph that the example stands in. */
  readonly vocabularies?: Readonly<Record<string, readonly string[]>>;
  /** The gradient is not compared with central differences: kinks, argmax. */
  readonly gradient?: 'kinked';
}

/** Concrete shape; ids are drawn below `below`; `values` where random ones would not do. */
export interface ExampleInput {
  readonly shape: readonly number[];
  readonly below?: number;
  readonly values?: readonly number[];
}

/** Declares a node type; everything in it is inferred, so that a misspelt port, param, weight or dim does not compile. */
export function defineNode<
  const I extends Ports,
  const O extends Ports,
  const P extends Params,
  const W extends Weights = Record<string, never>,
  const S extends string = never,
>(node: NodeType<I, O, P, W, S>): NodeType<I, O, P, W, S> {
  return node;
}

/** What is wrong at a node, in words: where (ports or a param), and the dims that clash. */
export class NodeError extends Error {
  constructor(
    /** A short sentence, the title: what is wrong. */
    message: string,
    readonly about: {
      readonly ports?: readonly string[];
      readonly param?: string;
      readonly clash?: readonly [Dim, Dim];
      /** What to do. */
      readonly advice?: string;
      readonly code?: 'unwired' | 'shape' | 'param' | 'value';
    } = {},
  ) {
    super(message);
    this.name = 'NodeError';
  }
}
