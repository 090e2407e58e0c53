// What a person looks at: selection, panels, what is pinned and what is pointed at. Never saved with a document.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PortName } from '../worker/messages';

export interface Selection {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

export type PanelTab = 'attention' | 'training' | 'gradients' | 'problems' | 'profile' | 'code';

/** What the right column shows while the open graph has a lesson. */
export type Side = 'lesson' | 'inspector';

/** What stepping along the timeline changed, as the canvas colours it. */
export interface ShownDifference {
  /** The graph that was open before. */
  readonly since: string;
  /** Ids in the open graph. */
  readonly added: readonly string[];
  readonly kept: readonly string[];
  /** Names of what only the graph before had. */
  readonly removed: readonly string[];
}

/** A row or column that is pointed at anywhere lights up wherever the same dim shows: `T`, 3. */
export interface Linked {
  readonly dim: string;
  readonly index: number;
}

export interface ViewState {
  readonly selection: Selection;
  /** What the Attention panel shows, whatever is selected. */
  readonly pinned?: PortName | undefined;
  readonly panel: { readonly open: boolean; readonly tab: PanelTab };
  /** What the Profile panel is about: the last run, or what a run would cost. */
  readonly profile: 'measured' | 'estimate';
  readonly linked?: Linked | undefined;
  /** The step (or copy) of each container that the nodes inside show, from 0; the last when absent. */
  readonly steps: Readonly<Record<string, number>>;
  readonly side: Side;
  /** The step of the open graph's lesson, from 0. */
  readonly lessonStep: number;
  /** Ids of the nodes that the lesson points at now; others step back. */
  readonly pointed: readonly string[];
  readonly difference?: ShownDifference | undefined;
  /** Wires, nodes and the inspector show gradients. */
  readonly gradients: boolean;
  /** The port whose gradients are shown; the loss where none is chosen. */
  readonly gradientOf?: PortName | undefined;
  /** Which overlay is open. */
  readonly dialog?: 'commands' | 'shortcuts' | 'add-node' | 'share' | 'export' | 'weights';
  /** A finished thing to tell in passing. */
  readonly toast?: string;
  select(selection: Partial<Selection>): void;
  showSide(side: Side): void;
  /** Goes to a step of the lesson and shows it. */
  showLesson(step: number): void;
  point(nodes: readonly string[]): void;
  /** Another document takes the place of the open one: nothing of what was looked at in that one stays. */
  leave(difference?: ShownDifference): void;
  clearDifference(): void;
  pin(port: PortName | undefined): void;
  showPanel(tab: PanelTab, open?: boolean): void;
  togglePanel(): void;
  showProfile(profile: ViewState['profile']): void;
  showGradients(shown: boolean): void;
  takeGradientOf(port: PortName | undefined): void;
  link(linked: Linked | undefined): void;
  showStep(container: string, step: number): void;
  openDialog(dialog: ViewState['dialog']): void;
  tell(toast: string | undefined): void;
}

export type ViewStore = StoreApi<ViewState>;

export const createViewStore = (): ViewStore =>
  createStore<ViewState>()((set) => ({
    selection: { nodes: [], edges: [] },
    panel: { open: true, tab: 'attention' },
    profile: 'measured',
    steps: {},
    side: 'lesson',
    lessonStep: 0,
    pointed: [],
    gradients: false,
    // Whoever selects something wants to see it, not the lesson.
    select: (selection) =>
      set(({ side }) => {
        const { nodes, edges } = { nodes: [], edges: [], ...selection };
        return { selection: { nodes, edges }, side: nodes.length + edges.length > 0 ? 'inspector' : side };
      }),
    showSide: (side) => set({ side }),
    showLesson: (lessonStep) => set({ lessonStep, side: 'lesson' }),
    point: (pointed) => set({ pointed }),
    leave: (difference) =>
      set({
        difference,
        selection: { nodes: [], edges: [] },
        pinned: undefined,
        gradientOf: undefined,
        linked: undefined,
        steps: {},
        side: 'lesson',
        lessonStep: 0,
        pointed: [],
      }),
    showGradients: (gradients) => set({ gradients }),
    takeGradientOf: (gradientOf) => set({ gradientOf, gradients: true }),
    clearDifference: () => set({ difference: undefined }),
    showStep: (container, step) => set(({ steps }) => ({ steps: { ...steps, [container]: step } })),
    pin: (pinned) => set({ pinned }),
    showPanel: (tab, open = true) => set({ panel: { tab, open } }),
    showProfile: (profile) => set({ profile, panel: { open: true, tab: 'profile' } }),
    togglePanel: () => set(({ panel }) => ({ panel: { ...panel, open: !panel.open } })),
    link: (linked) => set({ linked }),
    openDialog: (dialog) => set({ dialog }),
    tell: (toast) => set({ toast }),
  }));
