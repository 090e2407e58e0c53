// Listens to the keys of every command, and stays out of the way of whoever is typing.
import { useEffect } from 'react';
import { type Command, type CommandRegistry, canPerform } from './commandRegistry';
import { isChord } from './keys';

export const onMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

const FIELDS =
  'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable=""], [contenteditable=true]';
/** Overlays that have keys of their own. */
const OVERLAYS = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

/** Whether a command may answer a key pressed there. */
function hears(command: Command, target: Element | null, modified: boolean): boolean {
  if (command.everywhere) return true;
  if (target?.matches(FIELDS)) return false;
  if (command.onCanvas && target !== null && target !== document.body && !target.closest('main')) return false;
  return modified || !target?.closest(OVERLAYS);
}

export function useKeys(registry: CommandRegistry): void {
  useEffect(() => {
    const mac = onMac();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      const pressed = registry
        .all()
        .find(
          (command) =>
            command.keys?.some((chord) => isChord(chord, event, mac)) &&
            hears(command, target, event.ctrlKey || event.metaKey) &&
            canPerform(command),
        );
      if (!pressed) return;
      event.preventDefault();
      pressed.perform();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry]);
}
