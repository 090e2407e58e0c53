// How components reach the commands: one registry for the page, given down by context.
import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Command, CommandRegistry } from './commandRegistry';

export const CommandsContext = createContext<CommandRegistry | undefined>(undefined);

export function useCommandRegistry(): CommandRegistry {
  const registry = useContext(CommandsContext);
  if (!registry) throw new Error('a component that uses commands stands outside of the shell');
  return registry;
}

/** Every command, rendering again when one comes or goes. */
export function useCommands(): readonly Command[] {
  const registry = useCommandRegistry();
  return useSyncExternalStore(registry.subscribe, registry.all);
}

/** Registers commands while the component is there. Give a memoised array. */
export function useRegisterCommands(commands: readonly Command[]): void {
  const registry = useCommandRegistry();
  useEffect(() => registry.register(commands), [registry, commands]);
}
