// What a node type is for, in words: its help, then every port and setting.
import type { CheckedNode } from '../../execution/checked';
import { PanelSection } from '../primitives/PanelSection';
import styles from './HelpSection.module.css';
import { readable } from './words';

export function HelpSection({ node: { type, ports } }: { readonly node: CheckedNode }) {
  if (!type) return null;
  const docs = [
    ...[...Object.entries(ports.inputs), ...Object.entries(ports.outputs)].map(
      ([name, { doc }]) => [name, doc] as const,
    ),
    ...Object.entries(type.params).map(([name, { doc }]) => [readable(name), doc] as const),
  ];
  return (
    <PanelSection title="Help">
      {type.help ? <p className={styles.text}>{type.help}</p> : null}
      <ul className={styles.docs}>
        {/* A state goes in and out under one name. */}
        {[...new Map(docs.map((line) => [line.join(' '), line])).values()].map(([name, doc]) => (
          <li key={`${name} ${doc}`}>
            <b>{name}</b> {doc}
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
