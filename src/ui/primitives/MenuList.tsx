// The opened list of a menu, with its button. Comes when a menu is first pressed.
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type FocusEvent, type ReactElement, type ReactNode, useRef } from 'react';
import { classes } from './classes';
import styles from './Menu.module.css';
import type { FirstPress } from './useFirstPress';

export interface MenuItem {
  /** Unique in its menu. */
  readonly label: string;
  readonly onSelect: () => void;
  readonly icon?: ReactNode | undefined;
  /** Keys that do the same. */
  readonly keys?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Given for something that is on or off. */
  readonly checked?: boolean | undefined;
  readonly danger?: boolean | undefined;
}

export interface MenuProps {
  /** One button. */
  readonly trigger: ReactElement;
  /** Groups are kept apart by a line. */
  readonly groups: readonly (readonly MenuItem[])[];
  readonly align?: 'start' | 'end' | undefined;
}

/** `press`: what made it come; the list is open from the beginning. */
export function MenuList({ trigger, groups, align = 'start', press }: MenuProps & { readonly press: FirstPress }) {
  const shown = groups.filter((items) => items.length > 0);
  const onFocus = useFirstItem(press);
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onFocus={onFocus}
        >
          {shown.map((items, index) => (
            <DropdownMenu.Group key={items[0]?.label} className={classes(index > 0 && styles.group)}>
              {items.map((item) => (
                <Item key={item.label} item={item} />
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** The keys that made the list come were pressed before it could hear them: it would focus no item. */
function useFirstItem(press: FirstPress): (event: FocusEvent<HTMLElement>) => void {
  const isDue = useRef(press === 'keys');
  return ({ target, currentTarget }) => {
    if (!isDue.current || target !== currentTarget) return;
    isDue.current = false;
    currentTarget.querySelector<HTMLElement>('[role^=menuitem]:not([data-disabled])')?.focus();
  };
}

function Item({ item }: { readonly item: MenuItem }) {
  const inside = (
    <>
      <span className={styles.icon}>{item.checked ? <Check aria-hidden /> : item.icon}</span>
      {item.label}
      {item.keys ? <span className={styles.keys}>{item.keys}</span> : null}
    </>
  );
  const common = {
    className: classes(styles.item, item.danger && styles.danger),
    disabled: item.disabled ?? false,
    onSelect: item.onSelect,
  };
  if (item.checked === undefined) return <DropdownMenu.Item {...common}>{inside}</DropdownMenu.Item>;
  return (
    <DropdownMenu.CheckboxItem {...common} checked={item.checked}>
      {inside}
    </DropdownMenu.CheckboxItem>
  );
}
