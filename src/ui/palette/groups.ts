// The node types of the palette under the headings of their categories, the first to learn first. Pure.
import type { Category, NodeType } from '../../nodes/node';

export interface PaletteGroup {
  readonly category: Category;
  readonly title: string;
  readonly types: readonly NodeType[];
}

const TITLES: Readonly<Record<Category, string>> = {
  input: 'Inputs',
  layer: 'Layers',
  attention: 'Attention',
  shape: 'Shape',
  recurrent: 'Recurrent',
  training: 'Training',
  note: 'Notes',
};

/** As attention is wired, left to right; types that are not named here follow by title. */
const TAUGHT: readonly string[] = [
  ...['text', 'tensor', 'embedding'],
  ...['linear', 'positional-encoding', 'layer-norm'],
  ...['score', 'mask', 'scale', 'softmax', 'weighted-sum', 'split-heads', 'merge-heads'],
  ...['concat', 'stack', 'add', 'multiply', 'matmul', 'transpose'],
];

const place = ({ id }: NodeType): number => {
  const at = TAUGHT.indexOf(id);
  return at < 0 ? TAUGHT.length : at;
};

export function paletteGroups(types: readonly NodeType[]): readonly PaletteGroup[] {
  return (Object.keys(TITLES) as Category[])
    .map((category) => ({
      category,
      title: TITLES[category],
      types: types
        .filter((type) => type.category === category)
        .sort((a, b) => place(a) - place(b) || a.title.localeCompare(b.title, 'en')),
    }))
    .filter(({ types: found }) => found.length > 0);
}

/** What a search found, by category still: the group of the best first, and the best first in each. */
export function foundGroups(found: readonly NodeType[]): readonly PaletteGroup[] {
  const categories = [...new Set(found.map(({ category }) => category))];
  return categories.map((category) => ({
    category,
    title: TITLES[category],
    types: found.filter((type) => type.category === category),
  }));
}
