// A command as a button with its icon, name and keys; it is disabled while the command cannot be done.
import { IconButton } from '../primitives/Button';
import { useCommands } from './commandContext';
import { showChord } from './keys';
import { onMac } from './useKeys';

export interface CommandButtonProps {
  readonly id: string;
  /** Whether it can be done, from the state that decides it: that renders the button again. */
  readonly enabled?: boolean | undefined;
  readonly className?: string | undefined;
  readonly size?: 'medium' | 'small' | undefined;
  readonly tooltipSide?: 'top' | 'right' | 'bottom' | 'left' | undefined;
}

export function CommandButton({ id, enabled = true, ...rest }: CommandButtonProps) {
  const command = useCommands().find((one) => one.id === id);
  if (!command) return null;
  const { label, icon: Icon, keys } = command;
  return (
    <IconButton
      label={label}
      icon={Icon ? <Icon aria-hidden /> : null}
      keys={keys?.[0] && showChord(keys[0], onMac())}
      disabled={!enabled}
      onClick={command.perform}
      {...rest}
    />
  );
}
