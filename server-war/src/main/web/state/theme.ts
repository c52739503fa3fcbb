/** Light, dark, or as the system has it. */

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'flipside.theme';
const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

export function theme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function applyTheme(): void {
  if (theme() === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme();
}

export function nextTheme(): void {
  localStorage.setItem(KEY, NEXT[theme()]);
  applyTheme();
}
