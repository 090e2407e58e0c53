// What goes in and comes out of a node type in a few characters, `T → T d`, from the patterns of its ports. Pure.
import type { NodeType, Port } from '../../nodes/node';
import { parsePattern } from '../../tensor/pattern';

/** More characters than these do not fit beside a title. */
const ROOM = 10;

function words({ shape }: Port): string {
  const { any, names } = parsePattern(shape);
  if (any) return 'any';
  return names.length === 0 ? 'scalar' : names.join(' ');
}

/** Empty for what has no outputs. Leading axes go without saying. */
export function shapeHint({ inputs, outputs }: Pick<NodeType, 'inputs' | 'outputs'>): string {
  const out = Object.values(outputs).map(words)[0];
  if (out === undefined) return '';
  const needed = Object.values(inputs)
    .filter(({ optional }) => !optional)
    .map(words);
  if (needed.every((word) => word === out)) return out;
  const whole = `${needed[0]} → ${out}`;
  return needed.length === 1 && whole.length <= ROOM ? whole : `→ ${out}`;
}
