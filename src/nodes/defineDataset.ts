// A node type whose outputs are the ports of a dataset. Knows no task.
import { type Dataset, type DatasetSymbols, shownSource } from './dataset';
import { type Category, defineNode, type NodeType, type ParamValues, type SourceContext } from './node';
import type { Params } from './ports';

interface DatasetNode<P extends Params, O extends NodeType['outputs']> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly formula: string;
  readonly help: string;
  readonly outputs: O;
  readonly params: P;
  tag?(params: ParamValues<P>): string;
  dataset(params: ParamValues<P>, context: SourceContext): Dataset;
  readonly example: {
    readonly params?: Partial<ParamValues<P>>;
    readonly variants?: readonly { readonly params: Partial<ParamValues<P>> }[];
  };
}

const CATEGORY: Category = 'training';

/** A node type whose outputs are the ports of a dataset. */
export function defineDataset<const P extends Params, const O extends NodeType['outputs']>(node: DatasetNode<P, O>) {
  const { example, ...rest } = node;
  return defineNode<Record<string, never>, O, P, Record<string, never>, DatasetSymbols>({
    ...rest,
    category: CATEGORY,
    inputs: {},
    source: (params, context) => shownSource(node.dataset(params, context)),
    body: (_t, _inputs, _params, { constants }) => constants as never,
    example: { inputs: {}, ...example } as never,
  });
}
