// What is selected: its kind, its name (to be typed over), and what it does in a sentence.
import { attentionKinds } from '../../drawing/attentionKind';
import type { CheckedNode } from '../../execution/checked';
import { renameNode } from '../../graph/editNodes';
import { glyphOf } from '../canvas/glyph';
import { nodeLabel } from '../panels/names';
import { CategoryGlyph } from '../primitives/CategoryGlyph';
import { useDocument } from '../workbench';
import { useEdit } from './edit';
import styles from './Inspector.module.css';
import { TitleField } from './TitleField';

export function NodeHeader({ node }: { readonly node: CheckedNode }) {
  const edit = useEdit();
  const { id, type } = node;
  const attention = useDocument(({ checked }) => attentionKinds(checked).get(id));
  const kind = [type?.id, type?.category, attention].filter(Boolean).join(' · ');
  return (
    <header className={styles.header}>
      <p className={styles.kind}>
        {type ? <CategoryGlyph category={glyphOf(type.category)} attention={attention} /> : null}
        {type ? kind : `${node.node.type} · unknown type`}
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
