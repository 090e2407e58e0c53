// The presets as a timeline: groups under a heading with its year, single ones beside theirs. Pure.
import type { Graph, Preset } from '../../graph/graph';
import type { PresetEntry } from './presetIndex';

export type TimelineRow =
  | { readonly kind: 'heading'; readonly year?: number | undefined; readonly title: string }
  | {
      readonly kind: 'preset';
      readonly year?: number | undefined;
      readonly inGroup: boolean;
      readonly entry: PresetEntry;
    };

const HEADINGS: Readonly<Record<string, string>> = { attention: 'Four attention types' };

/** A group of one needs no heading: its year stands beside it. */
export function timelineRows(entries: readonly PresetEntry[]): readonly TimelineRow[] {
  const groups = [...new Set(entries.map(({ group }) => group))];
  return groups.flatMap((group): TimelineRow[] => {
    const members = entries.filter((entry) => entry.group === group);
    const first = members[0] as PresetEntry;
    if (members.length === 1) return [{ kind: 'preset', year: first.year, inGroup: false, entry: first }];
    const heading: TimelineRow = { kind: 'heading', year: first.year, title: HEADINGS[group] ?? group };
    return [heading, ...members.map((entry): TimelineRow => ({ kind: 'preset', inGroup: true, entry }))];
  });
}

/** `Causal attention` under its heading is `Causal`, `Simplified self-attention` is `Simplified`. */
export const shortTitle = (title: string): string => title.replace(/(?<=\S) (?:self-)?attention\b/i, '');

const same = (a: Preset, b: Preset): boolean => a.group === b.group && a.order === b.order;

/** The preset that the open graph came from, edited or not. */
export const currentPreset = (entries: readonly PresetEntry[], { preset }: Graph): PresetEntry | undefined =>
  preset && entries.find((entry) => same(entry, preset));

/** The preset `by` places along the timeline; the first or last one when the open graph is none of them. */
export function neighbour(entries: readonly PresetEntry[], graph: Graph, by: 1 | -1): PresetEntry | undefined {
  const current = currentPreset(entries, graph);
  if (!current) return by === 1 ? entries[0] : entries.at(-1);
  return entries[entries.indexOf(current) + by];
}
