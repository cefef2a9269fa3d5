import type { Language } from '@partyline/core/explain';
import { Option } from 'commander';
import type { Io } from './io.ts';

/** `--lang`; without it, the language that the shell speaks (`LC_ALL`, `LC_MESSAGES`, `LANG`), English if it is neither. */
export function langOption({ env }: Io): Option {
  const shell = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const language: Language = shell.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  return new Option('--lang <lang>', 'language of the explanations')
    .choices(['zh', 'en'])
    .default(language, `your shell's: ${language}`);
}
