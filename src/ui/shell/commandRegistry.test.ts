// Holds the registry to one command an id, to `when`, and to telling who listens.
import { describe, expect, it, vi } from 'vitest';
import { type Command, createCommandRegistry } from './commandRegistry';

const command = (id: string, rest: Partial<Command> = {}): Command => ({
  id,
  label: id,
  group: 'Edit',
  perform: () => undefined,
  ...rest,
});

describe('the command registry', () => {
  it('performs a command once, and only when it can be done', () => {
    const perform = vi.fn();
    const registry = createCommandRegistry();
    let can = false;
    registry.register([command('undo', { perform, when: () => can })]);
    expect(registry.perform('undo')).toBe(false);
    can = true;
    expect(registry.perform('undo')).toBe(true);
    expect(registry.perform('missing')).toBe(false);
    expect(perform).toHaveBeenCalledTimes(1);
  });

  it('lets a later command take an id, and gives it back', () => {
    const registry = createCommandRegistry();
    registry.register([command('fit', { label: 'first' }), command('tidy')]);
    const remove = registry.register([command('fit', { label: 'second' })]);
    expect(registry.all().map(({ label }) => label)).toEqual(['second', 'tidy']);
    remove();
    expect(registry.find('fit')?.label).toBe('first');
  });

  it('tells listeners, and gives the same array until something changes', () => {
    const registry = createCommandRegistry();
    const changed = vi.fn();
    const stop = registry.subscribe(changed);
    const before = registry.all();
    expect(registry.all()).toBe(before);
    registry.register([command('fit')]);
    expect(registry.all()).not.toBe(before);
    stop();
    registry.register([command('tidy')]);
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
