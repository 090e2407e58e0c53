// Buttons: a thing to do, in words or as an icon whose name is its tooltip.
import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { classes } from './classes';
import { Tooltip } from './Tooltip';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary`: the one thing to do here; `secondary`: outlined; `ghost`: no edge; `link`: accent text. */
  readonly variant?: 'primary' | 'secondary' | 'ghost' | 'link' | undefined;
  readonly size?: 'medium' | 'small' | undefined;
  /** Drawn before the words, 16 px. */
  readonly icon?: ReactNode | undefined;
}

export function Button({ variant = 'secondary', size = 'medium', icon, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classes(styles.button, styles[variant], size === 'small' && styles.small, className)}
      {...rest}
    >
      {icon}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  /** The accessible name and the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Keys shown in the tooltip, such as `⌘K`. */
  readonly keys?: string | undefined;
  readonly size?: 'medium' | 'small' | undefined;
  /** Given for a toggle only: whether it is on. */
  readonly pressed?: boolean | undefined;
  readonly tooltipSide?: 'top' | 'right' | 'bottom' | 'left' | undefined;
}

export function IconButton({ label, icon, keys, size, pressed, tooltipSide, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} side={tooltipSide}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={classes(styles.icon, size === 'small' && styles.iconSmall, pressed && styles.on, className)}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
