// Which keys are meant for the canvas: those pressed on it, or on nothing, by somebody who is not typing.
import type { PortEnd } from '../../drawing/ports';

const FIELDS = 'input, textarea, select, [contenteditable=""], [contenteditable=true]';
const OVERLAYS = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

export function isOnCanvas(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  if (target.matches(FIELDS) || target.closest(OVERLAYS)) return false;
  return target === document.body || target.closest('.react-flow') !== null;
}

/** The id of the node or wire that has the focus. */
export function focused(kind: 'node' | 'edge', target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLElement | SVGElement>(`.react-flow__${kind}`)?.dataset.id;
}

/** The port that has the focus. */
export function focusedPort(): PortEnd | undefined {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return undefined;
  const { handleid: key, nodeid: node, port, handlepos } = element.dataset;
  if (key === undefined || node === undefined || port === undefined) return undefined;
  return { node, port, key, side: handlepos === 'left' ? 'input' : 'output' };
}

/** Whether the node has the focus now: one that is not drawn yet, or not measured, takes none. */
export function focusNode(id: string): boolean {
  const drawn = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
  drawn?.focus();
  return drawn !== null && document.activeElement === drawn;
}

/** A new node is drawn within a few frames, the first one once what draws nodes has come. */
export function focusWhenDrawn(id: string, frames = 60): void {
  if (frames > 0 && !focusNode(id)) requestAnimationFrame(() => focusWhenDrawn(id, frames - 1));
}
