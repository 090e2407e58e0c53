// What is selected: its kind, its name (to be typed over), and what it does in a sentence.
import type { CheckedNode } from '../../execution/checked';
import { renameNode } from '../../graph/editNodes';
import { glyphOf } from '../canvas/glyph';
import { nodeLabel } from '../panels/names';
import { CategoryGlyph } from '../primitives/CategoryGlyph';
import { useEdit } from './edit';
import styles from './Inspector.module.css';
import { TitleField } from './TitleField';

export function NodeHeader({ node }: { readonly node: CheckedNode }) {
  const edit = useEdit();
  const { id, type } = node;
  return (
    <header className={styles.header}>
      <p className={styles.kind}>
        {type ? <CategoryGlyph category={glyphOf(type.category)} /> : null}
        {type ? `${type.id} · ${type.category}` : `${node.node.type} · unknown type`}
      </p>
      <TitleField
        label="Name of the node"
        value={nodeLabel(node)}
        placeholder={type?.title ?? id}
        onCommit={(label) => edit((graph) => renameNode(graph, id, label === type?.title ? '' : label))}
      />
      {type ? <p className={styles.summary}>{type.summary}</p> : null}
    </header>
  );
}
