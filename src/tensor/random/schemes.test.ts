// Every scheme against digits that PyTorch gave: the golden files, and literals from torch 1.13.1 (Debian, x86, without MKL).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { draw, type Fan, type Scheme, seedFromName, wordsFor } from './schemes';

interface Stored {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
type Names = 'W_query' | 'W_key' | 'W_value';
const NAMES: readonly Names[] = ['W_query', 'W_key', 'W_value'];

const golden = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../graphs/golden/published/${name}.json`, import.meta.url), 'utf8')) as T;

/** Our `[d_in, d_out]` cells in PyTorch's `[d_out, d_in]` order. */
const outFirst = (cells: Float32Array, [rows, columns]: readonly [number, number]): number[] =>
  Array.from({ length: rows * columns }, (_, i) => cells[(i % rows) * columns + Math.floor(i / rows)] as number);

/** Nine significant digits tell every float32 from its neighbours. */
const digits = (cells: ArrayLike<number>): number[] => Array.from(cells, (value) => Number(value.toPrecision(9)));

describe('published weights', () => {
  it('are torch-rand of seed 123 in self-attention', () => {
    const file = golden<Record<Names, Stored>>('raschka_self_attention_v1');
    NAMES.forEach((name, i) => {
      expect(digits(draw({ scheme: 'torch-rand', seed: 123, skip: 6 * i }, [3, 2]))).toEqual(file[name].data);
    });
  });

  it('are torch-linear of seed 789, transposed, in self-attention v2', () => {
    const file = golden<Record<Names, Stored>>('raschka_self_attention_v2');
    NAMES.forEach((name, i) => {
      const cells = draw({ scheme: 'torch-linear', seed: 789, skip: 6 * i }, [3, 2]);
      expect(digits(outFirst(cells, [3, 2]))).toEqual(file[name].data);
    });
  });

  it('are torch-linear of seed 123 in both heads of multi-head attention', () => {
    const { heads } = golden<{ heads: readonly Record<Names, Stored>[] }>('raschka_multihead_wrapper_h2');
    expect(heads).toHaveLength(2);
    heads.forEach((head, h) => {
      NAMES.forEach((name, i) => {
        const cells = draw({ scheme: 'torch-linear', seed: 123, skip: 18 * h + 6 * i }, [3, 2]);
        expect(digits(outFirst(cells, [3, 2]))).toEqual(head[name].data);
      });
    });
  });
});

describe('draw', () => {
  it('gives weight and bias of torch.manual_seed(3); nn.Linear(4, 3)', () => {
    const weight = draw({ scheme: 'torch-linear', seed: 3 }, [4, 3]);
    expect(digits(outFirst(weight, [4, 3]))).toEqual([
      -0.49573648, -0.394430637, -0.214157522, -0.47304517, -0.0283856392, -0.439883709, 0.271865845, 0.243699372,
      0.0944212079, 0.387856662, -0.0489686728, 0.299490631,
    ]);
    const skip = wordsFor('torch-linear', [4, 3]);
    expect(digits(draw({ scheme: 'torch-linear', seed: 3, skip }, [3], { in: 4 }))).toEqual([
      -0.350159109, -0.0985311866, -0.445823073,
    ]);
  });

  // The first cells of each tensor of torch.manual_seed(11); nn.X(2, 3), in the order W_ih, W_hh, b_ih, b_hh.
  it.each([
    [
      'GRU',
      3,
      [-0.405251712, -0.015527105],
      [0.350499988, 0.30633831],
      [0.0737769604, 0.129895836],
      [-0.0195041187, 0.202300146],
    ],
    [
      'LSTM',
      4,
      [-0.405251712, -0.015527105],
      [0.391982377, -0.508632302],
      [0.380103707, -0.521656096],
      [0.102042913, 0.346657515],
    ],
  ])('gives the weights of nn.%s, each at the words that those before it took', (_, gates, ...expected) => {
    const shapes = [[2, 3 * gates], [3, 3 * gates], [3 * gates], [3 * gates]];
    let skip = 0;
    shapes.forEach((shape, i) => {
      const cells = draw({ scheme: 'torch-rnn', seed: 11, skip }, shape, { units: 3 });
      const [first, second] = [cells[0] as number, cells[shape.length === 2 ? 3 * gates : 1] as number];
      expect(digits([first, second])).toEqual(expected[i]);
      skip += wordsFor('torch-rnn', shape);
    });
  });

  it('gives torch.manual_seed(5); nn.init.xavier_uniform_ of a Linear weight [3, 4]', () => {
    expect(digits(outFirst(draw({ scheme: 'xavier-uniform', seed: 5 }, [4, 3]), [4, 3]))).toEqual([
      0.611507654, -0.692308068, 0.754487276, 0.592389762, 0.77788043, -0.709835112, -0.621426165, 0.440541118,
      -0.864225984, 0.915052354, 0.19706741, 0.119562745,
    ]);
  });

  it('gives torch.manual_seed(5); nn.Embedding(5, 4) with normal, untransposed', () => {
    const expected = [
      1.84232986, 0.518887162, -1.71192133, -1.7013793, -0.129662678, -0.601765633, 0.144998565, -0.149827167,
      2.61457705, -0.434022963, 0.352335453, -0.0645514801, 1.48293233, 0.494038075, 0.249218777, 1.74703145,
      0.744776964, 0.0316568948, -1.1724143, -1.50694036,
    ];
    const cells = draw({ scheme: 'normal', seed: 5 }, [5, 4]);
    expect(cells).toHaveLength(20);
    expected.forEach((value, i) => {
      expect(Math.abs((cells[i] as number) - value)).toBeLessThan(2e-6);
    });
  });

  it('fills zeros and ones without drawing a word', () => {
    expect([...draw({ scheme: 'zeros', seed: 1 }, [2, 2])]).toEqual([0, 0, 0, 0]);
    expect([...draw({ scheme: 'ones', seed: 1 }, [3])]).toEqual([1, 1, 1]);
    expect([wordsFor('zeros', [2, 2]), wordsFor('ones', [3])]).toEqual([0, 0]);
  });

  it('draws every rank with the schemes that need no fan', () => {
    expect(draw({ scheme: 'torch-rand', seed: 1 }, [])).toHaveLength(1);
    expect(draw({ scheme: 'torch-rand', seed: 1 }, [2, 3, 2])).toEqual(draw({ scheme: 'torch-rand', seed: 1 }, [12]));
  });

  const refused: readonly [Scheme, readonly number[], Fan, RegExp][] = [
    ['torch-linear', [3], {}, /needs fan\.in, a positive number, not undefined/],
    ['torch-linear', [3, 2], { in: 0 }, /needs fan\.in, a positive number, not 0/],
    ['torch-linear', [2, 3, 4], {}, /torch-linear cannot fill the shape \[2, 3, 4\]: give it a vector or a matrix/],
    ['torch-rnn', [3, 9], { in: 3 }, /needs fan\.units/],
    ['xavier-uniform', [3], {}, /xavier-uniform cannot fill the shape \[3\]: give it a matrix/],
    ['torch-rand', [2, 1.5], {}, /Nothing can be drawn for the shape \[2, 1\.5\]/],
  ];
  it.each(refused)('refuses %s for %j with %j', (scheme, shape, fan, sentence) => {
    expect(() => draw({ scheme, seed: 1 }, shape, fan)).toThrow(RangeError);
    expect(() => draw({ scheme, seed: 1 }, shape, fan)).toThrow(sentence);
  });
});

describe('seedFromName', () => {
  it('is FNV-1a, by its published values', () => {
    expect([seedFromName(''), seedFromName('a'), seedFromName('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  });

  it('tells the weights of a node and of its neighbours apart', () => {
    const names = ['query.weight', 'query.bias', 'key.weight', 'block[0].weight', 'block[1].weight'];
    expect(new Set(names.map(seedFromName)).size).toBe(names.length);
  });
});
