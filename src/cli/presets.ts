// `presets`: the graphs that come with the program, by name.
import { parseGraph } from '../graph/format';
import type { Graph } from '../graph/graph';
import type { Terminal } from './terminal';

const texts = import.meta.glob<string>('../../graphs/*.json', { query: '?raw', import: 'default', eager: true });

/** Text by file name. */
const byFile = new Map(Object.entries(texts).map(([path, text]) => [path.replace(/^.*\//, ''), text]));

/** The text of a preset, named with or without `.json`. */
export const presetText = (name: string): string | undefined => byFile.get(name) ?? byFile.get(`${name}.json`);

interface Listed {
  readonly file: string;
  readonly graph: Graph;
}

/** By group, then along the timeline. */
export function listPresets(): Listed[] {
  const listed = [...byFile].flatMap(([file, text]) => {
    const result = parseGraph(text);
    return 'graph' in result ? [{ file, graph: result.graph }] : [];
  });
  const order = ({ graph: { preset } }: Listed): readonly [string, number] => [preset?.group ?? '', preset?.order ?? 0];
  return listed.sort((a, b) => {
    const [[groupA, orderA], [groupB, orderB]] = [order(a), order(b)];
    return groupA === groupB ? orderA - orderB : groupA < groupB ? -1 : 1;
  });
}

/** One line each, or a JSON list of `{"file", "title", "group", "year"}`. */
export function presetsCommand(terminal: Terminal, { json }: { readonly json: boolean }): number {
  const listed = listPresets();
  if (json) {
    const rows = listed.map(({ file, graph: { title, preset } }) => ({
      file,
      title,
      group: preset?.group,
      year: preset?.year,
    }));
    terminal.print(JSON.stringify(rows));
    return 0;
  }
  const widest = Math.max(...listed.map(({ file }) => file.length));
  for (const { file, graph } of listed) terminal.print(`${file.padEnd(widest)}  ${graph.title ?? ''}`);
  return 0;
}
