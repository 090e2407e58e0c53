// The large parts of the page, each a file of its own: the shell is on screen while they arrive.
import { type ComponentType, lazy, Suspense } from 'react';

type Load = () => Promise<ComponentType>;

const canvas: Load = async () => (await import('../canvas/Canvas')).Canvas;
const inspector: Load = async () => (await import('../inspector/Inspector')).Inspector;
const panels: Load = async () => (await import('../panels/BottomPanel')).BottomPanel;

/** Begins to fetch them before anything is rendered. What cannot be fetched is said where it is missing. */
export async function fetchParts(): Promise<void> {
  await Promise.allSettled([canvas(), inspector(), panels()]);
}

function beside(load: Load): ComponentType {
  const Part = lazy(async () => ({ default: await load() }));
  return () => (
    <Suspense fallback={null}>
      <Part />
    </Suspense>
  );
}

export const Canvas = beside(canvas);
export const Inspector = beside(inspector);
export const BottomPanel = beside(panels);
