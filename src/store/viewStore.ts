// What a person looks at: selection, panels, what is pinned and what is pointed at. Never saved with a document.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PortName } from '../worker/messages';

export interface Selection {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

export type PanelTab = 'attention' | 'problems' | 'profile';

/** A row or column that is pointed at anywhere lights up wherever the same dim shows: `T`, 3. */
export interface Linked {
  readonly dim: string;
  readonly index: number;
}

export interface ViewState {
  readonly selection: Selection;
  /** What the Attention panel shows, whatever is selected. */
  readonly pinned?: PortName;
  readonly panel: { readonly open: boolean; readonly tab: PanelTab };
  readonly linked?: Linked;
  /** The step (or copy) of each container that the nodes inside show, from 0; the last when absent. */
  readonly steps: Readonly<Record<string, number>>;
  /** Which overlay is open. */
  readonly dialog?: 'commands' | 'shortcuts' | 'add-node';
  /** A finished thing to tell in passing. */
  readonly toast?: string;
  select(selection: Partial<Selection>): void;
  pin(port: PortName | undefined): void;
  showPanel(tab: PanelTab, open?: boolean): void;
  togglePanel(): void;
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
    select: (selection) => set({ selection: { nodes: [], edges: [], ...selection } }),
    steps: {},
    showStep: (container, step) => set(({ steps }) => ({ steps: { ...steps, [container]: step } })),
    pin: (pinned) => set({ pinned }),
    showPanel: (tab, open = true) => set({ panel: { tab, open } }),
    togglePanel: () => set(({ panel }) => ({ panel: { ...panel, open: !panel.open } })),
    link: (linked) => set({ linked }),
    openDialog: (dialog) => set({ dialog }),
    tell: (toast) => set({ toast }),
  }));
