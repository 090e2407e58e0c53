// Switches between the light and the dark theme.
import { Moon, Sun } from 'lucide-react';
import { IconButton } from '../primitives/Button';
import { applyTheme, useShownTheme } from '../theme/theme';

export function ThemeButton() {
  const next = useShownTheme() === 'dark' ? 'light' : 'dark';
  const Icon = next === 'dark' ? Moon : Sun;
  return <IconButton label={`Use the ${next} theme`} icon={<Icon aria-hidden />} onClick={() => applyTheme(next)} />;
}
