// A short text beside the thing under the pointer or focus. Never the only place where something is said.
import { cloneElement, type DOMAttributes, type ReactElement, type ReactNode } from 'react';
import { later } from '../later';
import { useTip } from './useTip';

/** What it says is said elsewhere, too: one that cannot be fetched is asked for again by the next pointer. */
const Tip = later('The tooltip', async () => (await import('./Tip')).Tip, { missing: () => null });

export interface TooltipProps {
  readonly text: ReactNode;
  /** Keys that do the same, shown after the text. */
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  /** One element that takes pointer and focus events. */
  readonly children: ReactElement;
}

type Handlers = DOMAttributes<HTMLElement>;

/** The child's own handlers first. */
function both(own: Handlers, ours: Handlers): Handlers {
  return Object.fromEntries(
    (Object.keys(ours) as (keyof Handlers)[]).map((name) => {
      const [first, second] = [own[name], ours[name]] as (((event: unknown) => void) | undefined)[];
      return [name, (event: unknown) => [first?.(event), second?.(event)]];
    }),
  );
}

export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps) {
  const { anchor, handlers, ...tip } = useTip(Tip.fetch);
  const child = children as ReactElement<Handlers>;
  return (
    <>
      {cloneElement(child, both(child.props, handlers))}
      {anchor ? <Tip anchor={anchor} text={text} keys={keys} side={side} {...tip} /> : null}
    </>
  );
}
