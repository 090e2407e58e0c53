// Which nodes the canvas marks while the Profile panel is open: where the time goes, or what grows fastest. Pure.
import type { Checked } from '../../execution/checked';
import type { RunState } from '../../store/runStore';
import type { ViewState } from '../../store/viewStore';
import { estimateRows, growthWords } from './estimateRows';
import { profileRows } from './profileRows';

export interface ProfileMark {
  readonly text: string;
  /** The same as a sentence. */
  readonly words: string;
}

type Marks = ReadonlyMap<string, ProfileMark>;

/** At most so many nodes, of which each takes at least this share. */
const [MOST, SHARE] = [3, 0.1];

const NONE: Marks = new Map();

export function slowest(checked: Checked, runs: RunState['nodes']): Marks {
  const rows = profileRows(checked, runs).filter(({ share = 0, ms = 0 }) => share >= SHARE && ms > 0);
  rows.sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  return new Map(
    rows.slice(0, MOST).map(({ id, share = 0 }) => {
      const text = `${Math.round(100 * share)} %`;
      return [id, { text, words: `${text} of the measured time` }];
    }),
  );
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
