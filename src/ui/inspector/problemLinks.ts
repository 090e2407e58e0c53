// Where the sizes behind a problem are set: settings of the nodes that feed the ports it names. Pure.
import type { Checked, CheckedNode } from '../../execution/checked';
import { nodeLabel } from '../panels/names';

export interface ProblemLink {
  readonly node: string;
  /** `Query · features`, or only `Query` where no setting of it has the size. */
  readonly text: string;
}

/** A whole-number setting that has one of the sizes that clash. */
function settingOf({ type, params }: CheckedNode, sizes: readonly string[]): string | undefined {
  return Object.keys(type?.params ?? {}).find((name) => {
    const param = type?.params[name];
    return param?.control === 'integer' && (param.when?.(params) ?? true) && sizes.includes(String(params[name]));
  });
}

/** Each node once, in the order of the ports. */
export function problemLinks(checked: Checked, { problem, wires }: CheckedNode): ProblemLink[] {
  const sources = (problem?.ports ?? []).flatMap((port) => (wires[port] ?? []).map(({ source }) => source));
  return [...new Set(sources)].flatMap((id) => {
    const node = checked.nodes.get(id);
    if (!node) return [];
    const setting = settingOf(node, problem?.clash ?? []);
    return [{ node: id, text: setting === undefined ? nodeLabel(node) : `${nodeLabel(node)} · ${setting}` }];
  });
}

/** A text in which the sizes that clash are marked: `6 × ` and then `2`. Only the last size of a shape can be one. */
export function markClash(
  text: string,
  clash: readonly string[],
): readonly { readonly text: string; readonly clashes: boolean }[] {
  if (clash.length === 0) return [{ text, clashes: false }];
  const sizes = clash.map((size) => size.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const parts = text.split(new RegExp(`(?<=[×=] )(${sizes})(?=[.,;]|$| and)`));
  return parts.map((part, at) => ({ text: part, clashes: at % 2 === 1 })).filter((part) => part.text !== '');
}
