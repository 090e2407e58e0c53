// Find or do anything: commands, node types to add, and nodes of the graph to go to, in one searched list. Loaded when asked for.
import { Command as List } from 'cmdk';
import type { ReactNode } from 'react';
import { useWithCanvas } from '../canvas/canvasLink';
import { glyphOf } from '../canvas/glyph';
import { addableTypes } from '../palette/addable';
import { closeness } from '../palette/fuzzy';
import { paletteGroups } from '../palette/groups';
import { shapeHint } from '../palette/shapeHint';
import { CategoryGlyph } from '../primitives/CategoryGlyph';
import { Kbd } from '../primitives/Kbd';
import { useDocument } from '../workbench';
import styles from './CommandPalette.module.css';
import { useCommands } from './commandContext';
import { type Command, canPerform } from './commandRegistry';
import { showChord } from './keys';
import { onMac } from './useKeys';

export interface CommandPaletteProps {
  /** Node types only, to add one. */
  readonly nodesOnly: boolean;
  readonly onClose: () => void;
}

/** 0 hides; a value is unique, so what is searched is in the keywords. */
const filter = (_value: string, query: string, keywords: string[] = []): number =>
  Math.max(...keywords.map((words) => closeness(query, words) ?? 0)) / 100;

export function CommandPalette({ nodesOnly, onClose }: CommandPaletteProps) {
  const label = nodesOnly ? 'Add a node' : 'Find or do anything';
  return (
    <List.Dialog
      open
      onOpenChange={(open) => open || onClose()}
      label={label}
      filter={filter}
      loop
      overlayClassName={styles.scrim}
      contentClassName={styles.dialog}
    >
      <List.Input className={styles.input} placeholder={nodesOnly ? 'Search node types' : label} />
      <List.List className={styles.list} label={label}>
        <List.Empty className={styles.none}>Nothing is called that.</List.Empty>
        {nodesOnly ? null : <CommandItems onClose={onClose} />}
        <NodeTypeItems onClose={onClose} />
        {nodesOnly ? null : <GraphNodeItems onClose={onClose} />}
      </List.List>
    </List.Dialog>
  );
}

interface ItemProps {
  readonly value: string;
  readonly keywords: string[];
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly note?: ReactNode;
  readonly onSelect: () => void;
}

function Item({ icon, note, children, ...rest }: ItemProps) {
  return (
    <List.Item className={styles.item} {...rest}>
      <span className={styles.icon}>{icon}</span>
      {children}
      <span className={styles.note}>{note}</span>
    </List.Item>
  );
}

/** The dialog goes first, so that what the command opens or focuses stays. */
const after = (onClose: () => void, perform: () => void) => (): void => {
  onClose();
  setTimeout(perform);
};

function CommandItems({ onClose }: { readonly onClose: () => void }) {
  const commands = useCommands().filter((command) => command.id !== 'find' && canPerform(command));
  const presets = commands.filter(({ id }) => id.startsWith('preset.'));
  const others = commands.filter((command) => !presets.includes(command));
  const item = ({ id, label, group, icon: Icon, keys, perform }: Command) => (
    <Item
      key={id}
      value={`command ${id}`}
      keywords={[label, group]}
      icon={Icon ? <Icon aria-hidden /> : null}
      note={keys?.[0] ? <Kbd>{showChord(keys[0], onMac())}</Kbd> : null}
      onSelect={after(onClose, perform)}
    >
      {label}
    </Item>
  );
  return (
    <>
      <List.Group heading="Commands">{others.map(item)}</List.Group>
      <List.Group heading="Presets">{presets.map(item)}</List.Group>
    </>
  );
}

function NodeTypeItems({ onClose }: { readonly onClose: () => void }) {
  const withCanvas = useWithCanvas();
  const types = paletteGroups(addableTypes).flatMap((group) => group.types);
  return (
    <List.Group heading="Add a node">
      {types.map((type) => (
        <Item
          key={type.id}
          value={`add ${type.id}`}
          keywords={[type.title, type.id]}
          icon={<CategoryGlyph category={glyphOf(type.category)} />}
          note={shapeHint(type)}
          onSelect={after(onClose, () => withCanvas(({ addAtCentre }) => addAtCentre(type.id)))}
        >
          {type.title}
        </Item>
      ))}
    </List.Group>
  );
}

function GraphNodeItems({ onClose }: { readonly onClose: () => void }) {
  const withCanvas = useWithCanvas();
  const nodes = useDocument(({ checked }) => checked.nodes);
  return (
    <List.Group heading="Go to a node">
      {[...nodes.values()].map(({ id, node, type }) => (
        <Item
          key={id}
          value={`node ${id}`}
          keywords={[node.label ?? type?.title ?? id, id]}
          icon={type ? <CategoryGlyph category={glyphOf(type.category)} /> : null}
          note={type?.title ?? node.type}
          onSelect={after(onClose, () => withCanvas(({ reveal }) => reveal([id])))}
        >
          {node.label ?? type?.title ?? id}
        </Item>
      ))}
    </List.Group>
  );
}
