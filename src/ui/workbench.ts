// How components reach the stores: one context, one hook a store, narrow selectors.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { DocumentState, DocumentStore } from '../store/documentStore';
import type { RunState, RunStore } from '../store/runStore';
import type { ViewState, ViewStore } from '../store/viewStore';
import type { EngineClient } from '../worker/client';

export interface Workbench {
  readonly document: DocumentStore;
  readonly run: RunStore;
  readonly view: ViewStore;
  readonly engine: EngineClient;
}

export const WorkbenchContext = createContext<Workbench | undefined>(undefined);

/** The stores themselves, for event handlers: reading from them renders nothing. */
export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error('a component of the workbench stands outside of it');
  return workbench;
}

export const useDocument = <T>(select: (state: DocumentState) => T): T => useStore(useWorkbench().document, select);
export const useRun = <T>(select: (state: RunState) => T): T => useStore(useWorkbench().run, select);
export const useView = <T>(select: (state: ViewState) => T): T => useStore(useWorkbench().view, select);
