// When a tooltip shows: a moment after the pointer came to rest, at once on focus by keyboard; gone on leaving, pressing and Esc.
import { type DOMAttributes, useCallback, useEffect, useRef, useState } from 'react';

/** Milliseconds: resting before it shows, and the way from the thing to the text. */
const DELAY = 400;
const WAY = 120;

export interface ShownTip {
  /** What the tip is shown for; undefined while it is not. */
  readonly anchor: HTMLElement | undefined;
  readonly handlers: DOMAttributes<HTMLElement>;
  readonly onClose: () => void;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

/** `fetch` begins to fetch what draws it, before it is due. */
export function useTip(fetch: () => void): ShownTip {
  const [anchor, setAnchor] = useState<HTMLElement>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = (ms: number, then: () => void): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(then, ms);
  };
  const onClose = useCallback(() => {
    clearTimeout(timer.current);
    setAnchor(undefined);
  }, []);
  useEffect(() => onClose, [onClose]);
  const onLeave = () => soon(WAY, onClose);
  const handlers: DOMAttributes<HTMLElement> = {
    onPointerEnter: ({ currentTarget, pointerType }) => {
      if (pointerType === 'touch') return;
      fetch();
      soon(anchor ? 0 : DELAY, () => setAnchor(currentTarget));
    },
    onPointerLeave: () => (anchor ? onLeave() : onClose()),
    onPointerDown: onClose,
    onClick: onClose,
    onFocus: ({ currentTarget }) => {
      if (!currentTarget.matches(':focus-visible')) return;
      fetch();
      setAnchor(currentTarget);
    },
    onBlur: onClose,
  };
  return { anchor, handlers, onClose, onEnter: () => clearTimeout(timer.current), onLeave };
}
