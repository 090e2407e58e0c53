// The presets that come with the application: their titles are in the page, the graphs stay files until one is opened.
import type { Preset } from '../../graph/graph';

export interface PresetEntry extends Preset {
  /** Name of its file without the ending: `causal-attention`. */
  readonly name: string;
  readonly title: string;
  /** Address of the graph file. */
  readonly url: string;
}

const titles = import.meta.glob<string>('../../../graphs/*.json', { eager: true, import: 'title' });
const places = import.meta.glob<Preset>('../../../graphs/*.json', { eager: true, import: 'preset' });
const urls = import.meta.glob<string>('../../../graphs/*.json', { eager: true, query: '?url', import: 'default' });

/** What belongs to no year comes after the history. */
const NO_YEAR = 10_000;

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1, -'.json'.length);

export const presets: readonly PresetEntry[] = Object.entries(places)
  .map(([path, preset]) => ({
    ...preset,
    name: nameOf(path),
    title: titles[path] as string,
    url: urls[path] as string,
  }))
  .sort(
    (a, b) => (a.year ?? NO_YEAR) - (b.year ?? NO_YEAR) || a.group.localeCompare(b.group, 'en') || a.order - b.order,
  );
