// The presets as a timeline: what shares a year and a group under a heading, all others beside their years. Pure.
import type { Graph, Preset } from '../../graph/graph';
import type { PresetEntry } from './presetIndex';
import { yearsOf } from './systems';

export type TimelineRow =
  | { readonly kind: 'heading'; readonly year?: string | undefined; readonly title: string }
  | {
      readonly kind: 'preset';
      readonly year?: string | undefined;
      readonly inGroup: boolean;
      readonly entry: PresetEntry;
    };

const HEADINGS: Readonly<Record<string, string>> = {
  attention: 'Four attention types',
  training: 'Trained on small tasks',
};

const same = (a: Preset, b: Preset): boolean => a.group === b.group && a.order === b.order;
const together = (a: Preset, b: Preset): boolean => a.group === b.group && a.year === b.year;

/** One alone needs no heading: its year stands beside it. The entries come in order. */
export function timelineRows(entries: readonly PresetEntry[]): readonly TimelineRow[] {
  return entries.flatMap((entry): TimelineRow[] => {
    const members = entries.filter((other) => together(entry, other));
    if (members.length === 1) return [{ kind: 'preset', year: yearsOf(entry), inGroup: false, entry }];
    const row: TimelineRow = { kind: 'preset', inGroup: true, entry };
    if (members[0] !== entry) return [row];
    return [{ kind: 'heading', year: entry.year?.toString(), title: HEADINGS[entry.group] ?? entry.group }, row];
  });
}

/** `Causal attention` under its heading is `Causal`, `Simplified self-attention` is `Simplified`. */
export const shortTitle = (title: string): string => title.replace(/(?<=\S) (?:self-)?attention\b/i, '');

/** The preset that the open graph came from, edited or not. */
export const currentPreset = (entries: readonly PresetEntry[], { preset }: Graph): PresetEntry | undefined =>
  preset && entries.find((entry) => same(entry, preset));

/** The preset `by` places along the timeline; the first or last one when the open graph is none of them. */
export function neighbour(entries: readonly PresetEntry[], graph: Graph, by: 1 | -1): PresetEntry | undefined {
  const current = currentPreset(entries, graph);
  if (!current) return by === 1 ? entries[0] : entries.at(-1);
  return entries[entries.indexOf(current) + by];
}
