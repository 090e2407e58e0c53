// Scaled dot-product attention in one: what scores, a scale, masks, softmax and a weighted sum make together.
import type { Buffer, HostArray, LaunchedKernel, Shape } from '../kernels/kernel';
import { type Dim, product, sumDims } from '../tensor/dim';
import { broadcastStrides, count, float, type Type } from '../tensor/tensor';
import { broadcastDims } from './elementwise';
import { matmul } from './matmul';
import { permute } from './movement';
import type { Op } from './op';
import { softmax } from './reduction';
import { coordinates, divide, indexOf } from './source';

/**
 * Arguments: queries [..., T, d], keys [..., S, d], values [..., S, e], the scale as a scalar, and maybe `keep`, which
 * broadcasts to [..., T, S] and is 0 where a pair is forbidden. With `ahead`, query i sees no key after i + ahead.
 */
type Attrs = { readonly ahead?: Dim };

const size = (shape: Shape, from: number): number => shape.at(from) as number;

/** [..., T, S] from the shapes of keys and output; only plain kernels write scores down. */
export const scoresShape = (keys: Shape, out: Shape): number[] => [...out.slice(0, -1), size(keys, -2)];

/** Score `o` of products, scaled, where no mask forbids it. */
function maskSource(keep: Buffer | undefined, shape: readonly number[], ahead: number | undefined): string {
  const [T, S] = [size(shape, -2), size(shape, -1)];
  const seen = coordinates('o', shape, keep ? [broadcastStrides(keep.shape, shape)] : [], 'm');
  const forbid = [
    ...(ahead === undefined ? [] : [`if(j>i+(${ahead})){s=-1e30;}`]),
    ...(keep ? [`if(keeps[${seen.indices[0]}]===0){s=-1e30;}`] : []),
  ];
  return (
    `function(xs,scales${keep ? ',keeps' : ''}){const o=this.thread.x;${divide('o', S, 'p', 'j', count(shape))}` +
    `${divide('p', T, 'b', 'i', count(shape))}${keep ? seen.code : ''}let s=xs[o]*scales[0];${forbid.join('')}return s;}`
  );
}

function reference(args: readonly HostArray[], ahead: number | undefined, out: Shape): Float64Array {
  const [q, k, v, scale, keep] = args as [HostArray, HostArray, HostArray, HostArray, HostArray?];
  const shape = scoresShape(k.shape, out);
  const [T, S, d, e] = [size(shape, -2), size(shape, -1), size(q.shape, -1), size(out, -1)];
  const batch = shape.slice(0, -2);
  const start = (x: HostArray, b: number): number =>
    indexOf(b, batch, broadcastStrides(x.shape.slice(0, -2), batch)) * size(x.shape, -2) * size(x.shape, -1);
  const result = new Float64Array(count(out));
  for (let row = 0; row < count(out) / e; row++) {
    const [b, i] = [Math.floor(row / T), row % T];
    const scores = Array.from({ length: S }, (_, j) => {
      const kept = keep?.data[indexOf(row * S + j, shape, broadcastStrides(keep.shape, shape))] !== 0;
      if (!kept || (ahead !== undefined && j > i + ahead)) return Number.NEGATIVE_INFINITY;
      const [at, kt] = [start(q, b) + i * d, start(k, b) + j * d];
      let s = 0;
      for (let t = 0; t < d; t++) s += (q.data[at + t] as number) * (k.data[kt + t] as number);
      return s * (scale.data[0] as number);
    });
    const most = scores.reduce((m, s) => (s > m ? s : m), Number.NEGATIVE_INFINITY);
    if (most === Number.NEGATIVE_INFINITY) continue;
    const weights = scores.map((s) => Math.exp(s - most));
    const total = weights.reduce((n, w) => n + w, 0);
    for (let c = 0; c < e; c++) {
      result[row * e + c] = weights.reduce(
        (n, w, j) => n + (w / total) * (v.data[start(v, b) + j * e + c] as number),
        0,
      );
    }
  }
  return result;
}

const plain: LaunchedKernel['plain'] = (launch, args, { ahead }, [out]) => {
  const [q, k, v, scale, keep] = args as [Buffer, Buffer, Buffer, Buffer, Buffer?];
  const by = (op: { readonly kernel: unknown }, given: readonly Buffer[], shape: Shape, attrs = {}): Buffer =>
    (op.kernel as LaunchedKernel).plain(launch, given, attrs, [shape])[0] as Buffer;
  const shape = scoresShape(k.shape, out as Shape);
  const axes = [...k.shape.keys()];
  const turned = [...k.shape.slice(0, -2), size(k.shape, -1), size(k.shape, -2)];
  const products = by(
    matmul,
    [q, by(permute, [k], turned, { order: [...axes.slice(0, -2), ...axes.slice(-2).reverse()] })],
    shape,
  );
  const given = keep ? [products, scale, keep] : [products, scale];
  const scores = launch(maskSource(keep, shape, ahead as number | undefined), given, shape);
  return [by(matmul, [by(softmax, [scores], shape), v], out as Shape)];
};

/** Only `passes/optimise` makes it: bodies say the parts. */
export const attend: Op<Attrs> = {
  id: 'attend',
  infer: (args, _attrs, same) => {
    const [q, k, v] = args as [Type, Type, Type];
    const batches = [q, k, v].map(({ dims }) => dims.slice(0, -2));
    const batch = batches.reduce<readonly Dim[]>((a, b) => broadcastDims(a, b, same), []);
    return [float([...batch, q.dims.at(-2) as Dim, v.dims.at(-1) as Dim])];
  },
  kernel: {
    id: 'attend',
    plain,
    reference: (args, { ahead }, [out]) => [reference(args, ahead as number | undefined, out as Shape)],
  },
  flops: ([q, k], out) => {
    const each = sumDims([q?.at(-1) ?? 1, out.at(-1) ?? 1, 3]);
    return product([2, ...out.slice(0, -1), k?.at(-2) ?? 1, each]);
  },
};
