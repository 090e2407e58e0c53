// A small panel that opens at its trigger and closes on Esc or a click elsewhere.
import type { PopoverProps } from './PopoverPanel';
import { useFirstPress } from './useFirstPress';

const load = async () => (await import('./PopoverPanel')).PopoverPanel;

export function Popover(props: PopoverProps) {
  const { trigger, opened } = useFirstPress(props.trigger, 'dialog', load);
  return opened ? <opened.Part {...props} /> : trigger;
}
