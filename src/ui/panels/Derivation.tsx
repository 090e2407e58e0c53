// One line of arithmetic under a number: where it came from.
import type { Reading } from '../../execution/explain';
import styles from './Derivation.module.css';
import { derivation } from './derivation';

export function Derivation({ reading }: { readonly reading: Reading }) {
  return (
    <span className={styles.line}>
      {derivation(reading).map(({ text, cell, raised }, at) => {
        const Tag = raised ? 'sup' : 'span';
        const title = cell ? `cell ${cell.index + 1} of ${cell.input}` : undefined;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is made anew as a whole.
          <Tag key={at} className={cell ? styles.cell : undefined} title={title}>
            {text}
          </Tag>
        );
      })}
    </span>
  );
}
