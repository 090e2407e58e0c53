// The next node in a direction, for the arrow keys. Pure.
import type { Position } from '../../graph/graph';

/** Sideways counts double: straight ahead is what people mean. Undefined when nothing lies that way. */
export function neighbour(
  places: ReadonlyMap<string, Position>,
  from: string,
  direction: Position,
): string | undefined {
  const start = places.get(from);
  if (!start) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, { x, y }] of places) {
    const [dx, dy] = [x - start.x, y - start.y];
    const ahead = dx * direction.x + dy * direction.y;
    const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    if (id === from || ahead <= 0 || ahead + 2 * aside >= least) continue;
    [best, least] = [id, ahead + 2 * aside];
  }
  return best;
}
