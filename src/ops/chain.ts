// Several functions cell by cell as one op, so that what lies between is never written down.
import type { Buffer, CellMap, CellStep, LaunchedKernel, Movement, Shape } from '../kernels/kernel';
import { type Dim, mulDim, product } from '../tensor/dim';
import { broadcastStrides, count, float } from '../tensor/tensor';
import { broadcastDims } from './elementwise';
import type { Attrs, Op } from './op';
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

/** How a chain reads one of its inputs: an argument as it is, or as an op that only moves cells would give it with these attrs. */
export interface Read {
  readonly arg: number;
  readonly move?: { readonly attrs: Attrs; readonly dims: readonly Dim[] };
}

/** Where an input lies for the cells of the output. */
function placeOf({ arg, move }: Read, movement: Movement | undefined, shapes: readonly Shape[], out: Shape): CellMap {
  const shape = shapes[arg] as Shape;
  if (!move || !movement) return { offset: 0, strides: broadcastStrides(shape, out) };
  const dims = move.dims as Shape;
  const { offset, strides } = movement(shape, move.attrs, dims);
  const missing = out.length - dims.length;
  return {
    offset,
    strides: out.map((_, i) => (i < missing || dims[i - missing] === 1 ? 0 : strides[i - missing])) as number[],
  };
}

const readsOf = (attrs: Attrs, args: number): readonly Read[] =>
  (attrs.reads as readonly Read[] | undefined) ?? Array.from({ length: args }, (_, arg) => ({ arg }));

function sourceOf(
  links: readonly Link[],
  reads: readonly Read[],
  places: readonly CellMap[],
  args: number,
  out: Shape,
): string {
  const { code, indices } = coordinates(
    'o',
    out,
    places.map(({ strides }) => strides),
  );
  const at = ({ offset }: CellMap, k: number): string =>
    offset === 0 ? (indices[k] as string) : indices[k] === '0' ? String(offset) : `${offset}+${indices[k]}`;
  const given = places.map((place, k) => `const v${k}=a${reads[k]?.arg}[${at(place, k)}];`).join('');
  const steps = links.map((link, k) => statement(link, reads.length + k)).join('');
  const last = `v${reads.length + links.length - 1}`;
  return `function(${Array.from({ length: args }, (_, k) => `a${k}`)}){const o=this.thread.x;${code}${given}${steps}return ${last};}`;
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

function cellStep({ op, args }: Link): CellStep[] {
  const [own] = (op.kernel as LaunchedKernel).cells ?? [];
  return own ? [{ op: own.op, args }] : [];
}

/** Only `passes/fuse` makes it. Every link but the last is as large as the output; attrs may say the `reads` of its inputs, of which `moves` are the ops. */
export function chain(links: readonly Link[], moves: readonly (Op | undefined)[] = []): Op {
  const told = links.map(({ op, args }) => `${op.id} ${args.join(' ')}`);
  const id = `chain(${[...moves.flatMap((op, k) => (op ? `${op.id} of ${k}` : [])), ...told].join(', ')})`;
  const placesOf = (reads: readonly Read[], shapes: readonly Shape[], out: Shape): CellMap[] =>
    reads.map((read, k) => placeOf(read, (moves[k]?.kernel as LaunchedKernel | undefined)?.movement, shapes, out));
  return {
    id,
    infer: (args, attrs, same) => {
      const given = readsOf(attrs, args.length).map(({ arg, move }) => move?.dims ?? args[arg]?.dims ?? []);
      return [float(given.reduce<readonly Dim[]>((dims, own) => broadcastDims(dims, own, same), []))];
    },
    kernel: {
      id,
      // Steps of cells say nothing of where their inputs lie.
      ...(moves.some((op) => op) ? {} : { cells: links.flatMap(cellStep) }),
      plain: (launch, args: readonly Buffer[], attrs, [out]) => {
        const shapes = args.map(({ shape }) => shape);
        const reads = readsOf(attrs, args.length);
        const places = placesOf(reads, shapes, out as Shape);
        return [launch(sourceOf(links, reads, places, args.length, out as Shape), args, out as Shape)];
      },
      reference: (args, attrs, [out]) => {
        const shape = out as Shape;
        const reads = readsOf(attrs, args.length);
        const shapes = args.map((arg) => arg.shape);
        const places = placesOf(reads, shapes, shape);
        const at = (o: number): number[] =>
          places.map(
            ({ offset, strides }, k) =>
              args[reads[k]?.arg as number]?.data[offset + indexOf(o, shape, strides)] as number,
          );
        return [Array.from({ length: count(shape) }, (_, o) => cellOf(links, at(o)))];
      },
    },
    flops: (_args, out) => mulDim(links.length, product(out)),
  };
}
