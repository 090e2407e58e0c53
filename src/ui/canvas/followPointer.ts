// A drag by mouse, pen or touch, from the press to the release: one way for palette and wires. Knows nothing of either.

/** px that the pointer moves before a press is a drag. */
const THRESHOLD = 4;

export interface Drag {
  /** The pointer has moved far enough. */
  start?(event: PointerEvent): void;
  move(event: PointerEvent): void;
  drop(event: PointerEvent): void;
  /** Esc, a lost window, or a touch that became a scroll. */
  cancel(): void;
}

/** A press that does not move stays a click. */
export function followPointer(pressed: PointerEvent, drag: Drag): void {
  const listening = new AbortController();
  const { signal } = listening;
  let dragging = false;
  const own = (event: PointerEvent) => event.pointerId === pressed.pointerId;
  const stop = () => {
    listening.abort();
    if (dragging) drag.cancel();
  };
  const listen = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void) =>
    window.addEventListener(type, listener, { signal, passive: false });
  listen('pointermove', (event) => {
    if (!own(event)) return;
    if (!dragging) {
      if (Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < THRESHOLD) return;
      dragging = true;
      drag.start?.(event);
    }
    event.preventDefault();
    drag.move(event);
  });
  listen('pointerup', (event) => {
    if (!own(event)) return;
    listening.abort();
    if (dragging) drag.drop(event);
  });
  listen('pointercancel', (event) => own(event) && stop());
  listen('blur', stop);
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !dragging) return;
      event.stopPropagation();
      stop();
    },
    { signal, capture: true },
  );
}

/** The click that a browser sends after a drag which ends where it began is no click. */
export function endDrag(): void {
  const swallow = (event: MouseEvent) => event.stopPropagation();
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}
