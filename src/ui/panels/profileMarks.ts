// Which nodes the canvas marks while the Profile panel is open: where the time goes, or what grows fastest. Pure.
import type { Checked } from '../../execution/checked';
import type { RunState } from '../../store/runStore';
import type { ViewState } from '../../store/viewStore';
import { estimateRows, growthWords } from './estimateRows';
import { type ProfileRow, profileRows } from './profileRows';

export interface ProfileMark {
  readonly text: string;
  /** The same as a sentence. */
  readonly words: string;
}

type Marks = ReadonlyMap<string, ProfileMark>;

/** At most so many nodes, of which each takes at least this share. */
const [MOST, SHARE] = [3, 0.1];

const NONE: Marks = new Map();

const largest = (rows: readonly ProfileRow[]): ProfileRow[] =>
  [...rows].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));

/** The slowest nodes, and in each container among them the slowest one inside. */
export function slowest(checked: Checked, runs: RunState['nodes']): Marks {
  const rows = profileRows(checked, runs).filter(({ ms = 0 }) => ms > 0);
  const outer = largest(rows.filter(({ depth, share = 0 }) => depth === 0 && share >= SHARE)).slice(0, MOST);
  const withSlowest = (row: ProfileRow): ProfileRow[] => {
    const [inside] = largest(rows.filter(({ within }) => within === row.id));
    return inside ? [row, ...withSlowest(inside)] : [row];
  };
  return new Map(outer.flatMap(withSlowest).map((row) => [row.id, markOf(row)]));
}

function markOf({ share = 0, estimated }: ProfileRow): ProfileMark {
  const text = share < 0.005 ? '< 1 %' : `${Math.round(100 * share)} %`;
  if (estimated) return { text: `≈ ${text}`, words: `About ${text} of the measured time, by its operations` };
  return { text, words: `${text} of the measured time` };
}

export function growing(checked: Checked): Marks {
  const rows = estimateRows(checked).filter(({ growth }) => growth > 1);
  return new Map(
    rows.map(({ id, growth }) => {
      const text = growthWords(growth);
      return [id, { text, words: `Its operations grow with ${text}` }];
    }),
  );
}

let last: { readonly of: readonly unknown[]; readonly marks: Marks } = { of: [], marks: NONE };

/** Every node asks: remembered until something of it changes. */
export function profileMarks(checked: Checked, { nodes }: Pick<RunState, 'nodes'>, view: ViewState): Marks {
  if (!view.panel.open || view.panel.tab !== 'profile') return NONE;
  const of = [checked, nodes, view.profile];
  if (of.some((part, i) => part !== last.of[i])) {
    last = { of, marks: view.profile === 'estimate' ? growing(checked) : slowest(checked, nodes) };
  }
  return last.marks;
}
