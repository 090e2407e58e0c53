// What the shell itself shows for a moment: a refused file, a title being renamed, which panel flies out. Never saved.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PendingExport, PendingWeights } from '../transfer/pending';
import type { Arrival } from './arrival';

/** A file or text that could not be opened, said at the canvas; the open document stayed as it was. */
export interface Refusal {
  /** The file's name, `What was pasted`, or `The link`. */
  readonly name: string;
  /** Another link is not chosen in a dialog. */
  readonly isLink?: boolean;
  /** Inside the file; empty when it is about the whole of it. */
  readonly path: string;
  readonly message: string;
}

export type Flyout = 'timeline' | 'palette';

export interface ShellState {
  readonly refusal?: Refusal | undefined;
  readonly renaming: boolean;
  /** The document came by a link and is kept apart: since now, or since before a reload. */
  readonly apart?: Arrival['apart'] | undefined;
  /** What an export could not express, before it is written. */
  readonly pendingExport?: PendingExport;
  /** A file of weights, before its tensors are given their places. */
  readonly pendingWeights?: PendingWeights;
  /** Narrow pages only. */
  readonly flyout?: Flyout | undefined;
  /** Grows when the palette's search wants the focus. */
  readonly searchCalls: number;
  /** How often somebody asked where the document is saved. */
  readonly savedNotices: number;
  /** The preset that was asked for last. */
  readonly asked?: string;
  /** px; undefined: as the layout says. */
  readonly bottomHeight?: number | undefined;
  /** The preset whose description was put away. */
  readonly hiddenBar?: string | undefined;
}

export type ShellStore = StoreApi<ShellState>;

/** What is said of a link that brought a person here. */
const LINK = 'The link';

export const createShellStore = ({ apart, refused }: Omit<Arrival, 'place'> = {}): ShellStore =>
  createStore<ShellState>()(() => ({
    renaming: false,
    searchCalls: 0,
    savedNotices: 0,
    apart,
    refusal: refused && { name: LINK, isLink: true, path: refused.path, message: refused.message },
  }));

export const ShellContext = createContext<ShellStore | undefined>(undefined);

export function useShellStore(): ShellStore {
  const store = useContext(ShellContext);
  if (!store) throw new Error('a component of the shell stands outside of it');
  return store;
}

export const useShell = <T>(select: (state: ShellState) => T): T => useStore(useShellStore(), select);
