// Counts renders of nodes and wires where a test asks for it, by `?renders` in the address: the number is their `data-renders`.
import { type RefObject, useEffect } from 'react';

const isCounting = new URLSearchParams(window.location.search).has('renders');

/** Costs one branch per render when nobody counts. */
export function useRenderCount(element: RefObject<HTMLElement | SVGElement | null>): void {
  useEffect(() => {
    if (!isCounting || !element.current) return;
    element.current.dataset.renders = String(Number(element.current.dataset.renders ?? 0) + 1);
  });
}
