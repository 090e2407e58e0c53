// One key or chord, as on a keyboard.
import type { ReactNode } from 'react';
import styles from './Kbd.module.css';

export const Kbd = ({ children }: { readonly children: ReactNode }) => <kbd className={styles.kbd}>{children}</kbd>;
