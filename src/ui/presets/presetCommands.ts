// Opening presets and stepping along the timeline, as commands.
import { ChevronLeft, ChevronRight, Clock, EyeOff } from 'lucide-react';
import type { Command } from '../shell/commandRegistry';
import { openPreset } from '../shell/opening';
import type { OpeningParts } from '../shell/parts';
import { presets } from './presetIndex';
import { neighbour } from './timelineRows';

export function presetCommands(parts: OpeningParts): readonly Command[] {
  const { document, view } = parts.workbench;
  const step = (by: 1 | -1): Pick<Command, 'when' | 'perform'> => ({
    when: () => neighbour(presets, document.getState().graph, by) !== undefined,
    perform: () => {
      const entry = neighbour(presets, document.getState().graph, by);
      if (entry) openPreset(parts, entry);
    },
  });
  return [
    { id: 'preset.previous', label: 'Previous preset', group: 'Presets', icon: ChevronLeft, keys: ['['], ...step(-1) },
    { id: 'preset.next', label: 'Next preset', group: 'Presets', icon: ChevronRight, keys: [']'], ...step(1) },
    {
      id: 'difference.hide',
      label: 'Hide what the step changed',
      group: 'Presets',
      icon: EyeOff,
      keys: ['Escape'],
      when: () => view.getState().difference !== undefined,
      perform: () => view.getState().clearDifference(),
    },
    ...presets.map(
      (entry): Command => ({
        id: `preset.${entry.name}`,
        label: entry.title,
        group: 'Presets',
        icon: Clock,
        perform: () => openPreset(parts, entry),
      }),
    ),
  ];
}
