// Several functions cell by cell as one op, so that what lies between is never written down.
import type { Buffer, CellStep, LaunchedKernel, Shape } from '../kernels/kernel';
import { type Dim, mulDim, product } from '../tensor/dim';
import { broadcastStrides, count, float } from '../tensor/tensor';
import { broadcastDims } from './elementwise';
import type { Op } from './op';
import { coordinates, indexOf } from './source';

/** One function of a chain: an elementwise op, and the numbers of the values it reads: inputs first, then earlier links. */
export interface Link {
  readonly op: Op;
  readonly args: readonly number[];
}

export const isElementwise = ({ kernel }: Op): boolean => 'cells' in kernel && kernel.cells !== undefined;

const NAMES = ['x', 'y', 'z'];

/** `const v3=<expression of v0 and v2>;` */
function statement({ op, args }: Link, number: number): string {
  const { expression = '' } = op.kernel as LaunchedKernel;
  const named = expression.replace(/\b[xyz]\b/g, (name) => `v${args[NAMES.indexOf(name)]}`);
  return `const v${number}=${named};`;
}

function sourceOf(links: readonly Link[], shapes: readonly Shape[], out: Shape): string {
  const { code, indices } = coordinates(
    'o',
    out,
    shapes.map((shape) => broadcastStrides(shape, out)),
  );
  const reads = shapes.map((_, k) => `const v${k}=a${k}[${indices[k]}];`).join('');
  const steps = links.map((link, k) => statement(link, shapes.length + k)).join('');
  const last = `v${shapes.length + links.length - 1}`;
  return `function(${shapes.map((_, k) => `a${k}`)}){const o=this.thread.x;${code}${reads}${steps}return ${last};}`;
}

/** The links' own references one after the other, each for one cell. */
function cellOf(links: readonly Link[], given: readonly number[]): number {
  const values = [...given];
  for (const { op, args } of links) {
    const cells = args.map((k) => ({ shape: [], data: Float64Array.of(values[k] as number) }));
    const [out] = (op.kernel as LaunchedKernel).reference(cells, {}, [[]]);
    values.push(out?.[0] as number);
  }
  return values.at(-1) as number;
}

/** Only `passes/fuse` makes it. Every link but the last is as large as the output. */
export function chain(links: readonly Link[]): Op {
  const id = `chain(${links.map(({ op, args }) => `${op.id} ${args.join(' ')}`).join(', ')})`;
  return {
    id,
    infer: (args, _attrs, same) => [float(args.reduce<Dim[]>((dims, a) => broadcastDims(dims, a.dims, same), []))],
    kernel: {
      id,
      cells: links.flatMap(({ op, args }): CellStep[] => {
        const [own] = (op.kernel as LaunchedKernel).cells ?? [];
        return own ? [{ op: own.op, args }] : [];
      }),
      plain: (launch, args: readonly Buffer[], _attrs, [out]) => [
        launch(
          sourceOf(
            links,
            args.map(({ shape }) => shape),
            out as Shape,
          ),
          args,
          out as Shape,
        ),
      ],
      reference: (args, _attrs, [out]) => {
        const shape = out as Shape;
        const strides = args.map((a) => broadcastStrides(a.shape, shape));
        const at = (o: number): number[] =>
          args.map(({ data }, k) => data[indexOf(o, shape, strides[k] ?? [])] as number);
        return [Array.from({ length: count(shape) }, (_, o) => cellOf(links, at(o)))];
      },
    },
    flops: (_args, out) => mulDim(links.length, product(out)),
  };
}
