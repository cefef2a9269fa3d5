import type { Language } from '@partyline/core/explain';
import { useEffect, useState } from 'react';
import type { Pace } from './stage/setting.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What the page remembers about the person in front of it. */
export interface Prefs {
  readonly lang: Language;
  readonly theme: Theme;
  readonly pace: Pace;
}

const key = 'partyline-playground';

const browserLanguage = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');

function oneOf<T extends string>(value: unknown, ...known: readonly [T, ...T[]]): T {
  return known.find((one) => one === value) ?? known[0];
}

/** A browser may forbid storage altogether, and anything may stand in it: neither is a reason not to start. */
function stored(): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** What was chosen last time; the address may say otherwise, as in `?lang=zh&theme=dark&pace=instant`. */
export function readPrefs(): Prefs {
  const asked = { ...stored(), ...Object.fromEntries(new URLSearchParams(location.search)) };
  return {
    lang: oneOf(asked.lang, browserLanguage(), 'zh', 'en'),
    theme: oneOf(asked.theme, 'system', 'light', 'dark'),
    pace: oneOf(asked.pace, 'brisk', 'instant', 'slow'),
  };
}

export function usePrefs(): readonly [Prefs, (change: Partial<Prefs>) => void] {
  const [prefs, setPrefs] = useState(readPrefs);
  useEffect(() => {
    const root = document.documentElement;
    root.lang = prefs.lang === 'zh' ? 'zh-CN' : 'en';
    root.style.colorScheme = prefs.theme === 'system' ? 'light dark' : prefs.theme;
    try {
      localStorage.setItem(key, JSON.stringify(prefs));
    } catch {
      // Nothing is lost but the memory of it.
    }
  }, [prefs]);
  const change = (changed: Partial<Prefs>) => {
    // What the address asked for was another wish: a reload, and whoever reads the address, finds the latest one.
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(changed))
      if (address.searchParams.has(name)) address.searchParams.set(name, value);
    history.replaceState(history.state, '', address);
    setPrefs((old) => ({ ...old, ...changed }));
  };
  return [prefs, change];
}
