// Everything a person can do, each declared once: menus, tool bars, the command palette, keys and the sheet of keys read it here.
import type { ComponentType } from 'react';

export type CommandGroup = 'Document' | 'Edit' | 'Canvas' | 'Run' | 'View' | 'Presets' | 'Help';

export interface Command {
  /** Unique: `undo`, `canvas.fit`. */
  readonly id: string;
  /** As menus say it: `Undo`. */
  readonly label: string;
  readonly group: CommandGroup;
  /** An icon of lucide-react. */
  readonly icon?: ComponentType<{ 'aria-hidden'?: boolean }>;
  /** Keys that do it, the first one shown: `Mod+Z`, `F`, `?`. `Mod` is Cmd on a Mac and Ctrl elsewhere. */
  readonly keys?: readonly string[];
  /** Its keys work while somebody types, too. */
  readonly everywhere?: boolean;
  /** Its keys work on the canvas only: elsewhere they mean something else. */
  readonly onCanvas?: boolean;
  /** Whether it can be done now; always, if absent. */
  readonly when?: () => boolean;
  readonly perform: () => void;
}

export interface CommandRegistry {
  /** Adds commands until the returned function is called. An id that is taken is replaced. */
  register(commands: readonly Command[]): () => void;
  /** In the order in which they were registered. The same array until something is registered. */
  all(): readonly Command[];
  find(id: string): Command | undefined;
  /** Does it if it can be done now; says whether it was. */
  perform(id: string): boolean;
  subscribe(changed: () => void): () => void;
}

export const canPerform = (command: Command): boolean => command.when?.() ?? true;

export function createCommandRegistry(): CommandRegistry {
  const listeners = new Set<() => void>();
  let groups: readonly (readonly Command[])[] = [];
  let commands: readonly Command[] = [];

  const change = (next: readonly (readonly Command[])[]): void => {
    groups = next;
    commands = [...new Map(groups.flat().map((command) => [command.id, command])).values()];
    for (const listener of listeners) listener();
  };
  const find = (id: string): Command | undefined => commands.find((command) => command.id === id);

  return {
    register(added) {
      change([...groups, added]);
      return () => change(groups.filter((group) => group !== added));
    },
    all: () => commands,
    find,
    perform(id) {
      const command = find(id);
      if (!command || !canPerform(command)) return false;
      command.perform();
      return true;
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}
