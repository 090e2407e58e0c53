// Which nodes have a row in the profile, and what lies in what. Pure.
import type { Checked, CheckedNode } from '../../execution/checked';
import { NO_PART, type Part, partsOf, together } from '../../execution/parts';

export interface Profiled {
  readonly node: CheckedNode;
  /** How many containers it lies in. */
  readonly depth: number;
  /** The container right around it. */
  readonly within: string | undefined;
  /** The outermost container around it, or itself: whose Program it is run in. */
  readonly top: CheckedNode;
  /** Itself and all that lies in it. */
  readonly family: readonly string[];
}

/** Nodes that give something, in running order; what lies in a container follows it. */
export function profiledNodes(checked: Checked): Profiled[] {
  const inside = new Map<string | undefined, CheckedNode[]>();
  for (const node of checked.nodes.values()) {
    const { parent } = node.node;
    if (Object.keys(node.ports.outputs).length === 0 || node.type?.boundary) continue;
    inside.set(parent, [...(inside.get(parent) ?? []), node]);
  }
  const familyOf = (id: string): string[] => [id, ...(inside.get(id) ?? []).flatMap((node) => familyOf(node.id))];
  const from = (within: string | undefined, depth: number, top?: CheckedNode): Profiled[] =>
    (inside.get(within) ?? []).flatMap((node) => [
      { node, depth, within, top: top ?? node, family: familyOf(node.id) },
      ...from(node.id, depth + 1, top ?? node),
    ]);
  return from(undefined, 0);
}

/** What a node inside a container has of the Program that it is run in. */
export function partOf({ top, family }: Profiled): Part {
  const parts = top.traced && partsOf(top.traced.program);
  return family.reduce((sum, id) => together(sum, parts?.get(id) ?? NO_PART), NO_PART);
}
