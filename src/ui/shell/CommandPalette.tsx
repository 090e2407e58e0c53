// Find or do anything: commands, node types to add, and nodes of the graph to go to, in one searched list. Loaded when asked for.
import { Command as List } from 'cmdk';
import { type ReactNode, useState } from 'react';
import { useWithCanvas } from '../canvas/canvasLink';
import { glyphOf } from '../canvas/glyph';
import { addableTypes } from '../palette/addable';
import { paletteGroups } from '../palette/groups';
import { shapeHint } from '../palette/shapeHint';
import { CategoryGlyph } from '../primitives/CategoryGlyph';
import { Kbd } from '../primitives/Kbd';
import { useDocument } from '../workbench';
import styles from './CommandPalette.module.css';
import { type CommandPaletteProps, paletteWords } from './CommandPaletteComing';
import { useCommands } from './commandContext';
import { type Command, canPerform } from './commandRegistry';
import { type EntryGroup, foundGroups } from './foundGroups';
import { showChord } from './keys';
import { onMac } from './useKeys';

interface Entry {
  /** Unique. */
  readonly id: string;
  readonly label: string;
  /** What is searched. */
  readonly names: readonly string[];
  readonly icon: ReactNode;
  readonly note: ReactNode;
  readonly perform: () => void;
}

type Group = EntryGroup<Entry>;

/** At once, so that no key in between is lost, and behind what was typed. */
function focusAtEnd(field: HTMLInputElement | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

export function CommandPalette({ nodesOnly, early, onClose }: CommandPaletteProps) {
  const [query, setQuery] = useState(early.current);
  const { label, placeholder } = paletteWords(nodesOnly);
  const [commands, presets] = useCommandGroups();
  const types = useTypeGroup();
  const nodes = useNodeGroup();
  const groups = nodesOnly ? [types] : [commands, presets, nodes, types];
  // The dialog goes first, so that what the command opens or focuses stays.
  const perform = (entry: Entry) => (): void => {
    onClose();
    setTimeout(entry.perform);
  };
  return (
    <List.Dialog
      open
      onOpenChange={(open) => open || onClose()}
      label={label}
      shouldFilter={false}
      loop
      overlayClassName={styles.scrim}
      contentClassName={styles.dialog}
    >
      <List.Input
        ref={focusAtEnd}
        className={styles.input}
        placeholder={placeholder}
        value={query}
        onValueChange={setQuery}
      />
      <List.List className={styles.list} label={label}>
        <List.Empty className={styles.none}>Nothing is called that.</List.Empty>
        {foundGroups(groups, query).map(({ heading, entries }) => (
          <List.Group key={heading} heading={heading}>
            {entries.map((entry) => (
              <List.Item key={entry.id} className={styles.item} value={entry.id} onSelect={perform(entry)}>
                <span className={styles.icon}>{entry.icon}</span>
                {entry.label}
                <span className={styles.note}>{entry.note}</span>
              </List.Item>
            ))}
          </List.Group>
        ))}
      </List.List>
    </List.Dialog>
  );
}

function useCommandGroups(): [Group, Group] {
  const commands = useCommands().filter((command) => command.id !== 'find' && canPerform(command));
  const presets = commands.filter(({ id }) => id.startsWith('preset.'));
  const others = commands.filter((command) => !presets.includes(command));
  const entry = ({ id, label, group, icon: Icon, keys, perform }: Command): Entry => ({
    id: `command ${id}`,
    label,
    names: [label, group],
    icon: Icon ? <Icon aria-hidden /> : null,
    note: keys?.[0] ? <Kbd>{showChord(keys[0], onMac())}</Kbd> : null,
    perform,
  });
  return [
    { heading: 'Commands', entries: others.map(entry) },
    { heading: 'Presets', entries: presets.map(entry) },
  ];
}

function useTypeGroup(): Group {
  const withCanvas = useWithCanvas();
  const types = paletteGroups(addableTypes).flatMap((group) => group.types);
  const entries = types.map((type) => ({
    id: `add ${type.id}`,
    label: type.title,
    names: [type.title, type.id],
    icon: <CategoryGlyph category={glyphOf(type.category)} />,
    note: shapeHint(type),
    perform: () =>
      withCanvas(({ addAtCentre, focusSelected }) => {
        addAtCentre(type.id);
        focusSelected();
      }),
  }));
  return { heading: 'Add a node', entries };
}

function useNodeGroup(): Group {
  const withCanvas = useWithCanvas();
  const nodes = useDocument(({ checked }) => checked.nodes);
  const entries = [...nodes.values()].map(({ id, node, type }) => {
    const label = node.label ?? type?.title ?? id;
    return {
      id: `node ${id}`,
      label,
      names: [label, id],
      icon: type ? <CategoryGlyph category={glyphOf(type.category)} /> : null,
      note: type?.title ?? node.type,
      perform: () =>
        withCanvas(({ reveal, focusSelected }) => {
          reveal([id]);
          focusSelected();
        }),
    };
  });
  return { heading: 'Go to a node', entries };
}
