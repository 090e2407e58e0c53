// The picture of tokens: the words themselves, as many as fit.
import { visibleWord } from '../../drawing/axisWords';
import { positions } from './gridMoves';
import styles from './MiniMatrix.module.css';

const MOST = 7;

export function TokenWords({ words, label }: { readonly words: readonly string[]; readonly label: string }) {
  const shown = words.length > MOST ? words.slice(0, MOST - 1) : words;
  return (
    <ol className={styles.tokens} aria-label={label}>
      {positions({ from: 0, to: shown.length }).map((at) => (
        <li key={at}>{visibleWord(shown[at] ?? '')}</li>
      ))}
      {words.length > shown.length ? <li className={styles.more}>and {words.length - shown.length} more</li> : null}
    </ol>
  );
}
