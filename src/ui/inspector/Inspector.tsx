// The right column: what is selected, in full.
import { useDocument, useView } from '../workbench';

export function Inspector() {
  const selected = useView(({ selection }) => selection.nodes[0]);
  const title = useDocument(({ checked }) => {
    const node = selected === undefined ? undefined : checked.nodes.get(selected);
    return node && (node.node.label ?? node.type?.title ?? node.id);
  });
  return (
    <aside aria-label="Inspector">
      <h2>{title ?? 'Nothing selected'}</h2>
    </aside>
  );
}
