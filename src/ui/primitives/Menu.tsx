// A list of things to do behind one button.
import type { MenuProps } from './MenuList';
import { useFirstPress } from './useFirstPress';

const load = async () => (await import('./MenuList')).MenuList;

export function Menu(props: MenuProps) {
  const { trigger, opened } = useFirstPress(props.trigger, 'menu', load);
  if (!opened) return trigger;
  const { Part: MenuList, press } = opened;
  return <MenuList {...props} press={press} />;
}
