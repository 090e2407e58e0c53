// Commands as the items of a menu: their names, icons and keys as declared.
import { createElement } from 'react';
import type { MenuItem } from '../primitives/MenuList';
import { type CommandRegistry, canPerform } from './commandRegistry';
import { showChord } from './keys';
import { onMac } from './useKeys';

/** In the order of the ids; those that are not registered are left out. */
export function commandItems(registry: CommandRegistry, ids: readonly string[]): readonly MenuItem[] {
  return ids.flatMap((id) => {
    const command = registry.find(id);
    if (!command) return [];
    const { label, icon, keys, perform } = command;
    return {
      label,
      onSelect: perform,
      disabled: !canPerform(command),
      icon: icon && createElement(icon, { 'aria-hidden': true }),
      keys: keys?.[0] && showChord(keys[0], onMac()),
    };
  });
}
