// Tokens with their ids, as many as fit.
import type { ValueTensor } from '../../drawing/valueTensor';
import styles from './TokenList.module.css';

const MOST = 200;

export function TokenList({ tensor }: { readonly tensor: ValueTensor }) {
  const ids = Array.from(tensor.data.subarray(0, MOST));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <section className={styles.scroller} aria-label="Tokens with their ids" tabIndex={0}>
      <ol className={styles.tokens}>
        {ids.map((id, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tokens repeat; their place is what they are.
          <li key={at}>
            {tensor.rowLabels?.[at] ?? String(id)} <small>{id}</small>
          </li>
        ))}
        {tensor.data.length > MOST ? <li>and {tensor.data.length - MOST} more</li> : null}
      </ol>
    </section>
  );
}
