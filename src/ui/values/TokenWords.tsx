// The picture of tokens: the words themselves, as many as fit.
import { visibleWord } from '../../drawing/axisWords';
import type { ShownTokens } from '../../drawing/shownTokens';
import { positions } from './gridMoves';
import styles from './MiniMatrix.module.css';

export function TokenWords({ words, more, label }: ShownTokens & { readonly label: string }) {
  return (
    <ol className={styles.tokens} aria-label={label}>
      {positions({ from: 0, to: words.length }).map((at) => (
        <li key={at}>{visibleWord(words[at] ?? '')}</li>
      ))}
      {more > 0 ? <li className={styles.more}>and {more} more</li> : null}
    </ol>
  );
}
