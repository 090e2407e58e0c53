// KaTeX on one formula, with MathML for screen readers. Loaded when the first formula is shown.
import katex from 'katex';
import { useLayoutEffect, useRef } from 'react';
import 'katex/dist/katex.min.css';
import styles from './Formula.module.css';

/** Smaller than this a wide formula scrolls instead. */
const SMALLEST = 0.72;

export function Formula({ tex }: { readonly tex: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    katex.render(tex, element, { displayMode: true, throwOnError: false, strict: false });
    const fit = element.clientWidth / Math.max(1, element.scrollWidth);
    element.style.fontSize = fit < 1 ? `${Math.max(SMALLEST, fit)}em` : '';
  }, [tex]);
  return <div ref={place} className={styles.formula} />;
}
