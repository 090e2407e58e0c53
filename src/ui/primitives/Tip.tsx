// The shown text of a tooltip. Comes when something that has one is first pointed at.
import { Tooltip as RadixTooltip } from 'radix-ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import styles from './Tooltip.module.css';

export interface TipProps {
  /** What it is about. */
  readonly anchor: HTMLElement;
  readonly text: ReactNode;
  readonly keys?: string | undefined;
  readonly side: 'top' | 'right' | 'bottom' | 'left';
  readonly onClose: () => void;
  /** The pointer is on the text, which then stays. */
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

/** Told to the others when one is shown: there is never more than one. */
const SHOWN = 'tip-shown';

export function Tip({ anchor, text, keys, side, onClose, onEnter, onLeave }: TipProps) {
  const place = useRef<HTMLSpanElement>(null);
  const { top, left, width, height } = anchor.getBoundingClientRect();
  useEffect(() => {
    document.dispatchEvent(new Event(SHOWN));
    const closing = new AbortController();
    const { signal } = closing;
    document.addEventListener(SHOWN, onClose, { signal });
    window.addEventListener('scroll', onClose, { signal, capture: true });
    window.addEventListener('wheel', onClose, { signal, capture: true, passive: true });
    return () => closing.abort();
  }, [onClose]);
  useEffect(() => {
    const id = place.current?.getAttribute('aria-describedby');
    if (!id || anchor.hasAttribute('aria-describedby')) return;
    anchor.setAttribute('aria-describedby', id);
    return () => anchor.removeAttribute('aria-describedby');
  }, [anchor]);
  return (
    <RadixTooltip.Provider>
      <RadixTooltip.Root open onOpenChange={(open) => open || onClose()}>
        {createPortal(
          <RadixTooltip.Trigger asChild>
            <span ref={place} className={styles.place} style={{ top, left, width, height }} aria-hidden />
          </RadixTooltip.Trigger>,
          document.body,
        )}
        <RadixTooltip.Portal>
          <RadixTooltip.Content
            className={styles.tip}
            side={side}
            sideOffset={6}
            collisionPadding={8}
            onPointerEnter={onEnter}
            onPointerLeave={onLeave}
          >
            {text}
            {keys ? <span className={styles.keys}>{keys}</span> : null}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
