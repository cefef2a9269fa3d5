import { Playground } from './playground.ts';
import { readPrefs } from './prefs.ts';
import { cast, paces } from './stage/setting.ts';
import type { Story } from './story/story.ts';
import { otherTabs } from './tabs/other-tabs.ts';
import { shareCloud } from './tabs/share-cloud.ts';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

/** How long a person needs to read what a step says. Milliseconds; none where calls take no time either. */
function readingTime(story: Story, step: number): number {
  const { lang, pace } = readPrefs();
  if (pace === 'instant') return 0;
  const text = (lang === 'zh' ? zh : en).stories.all[story.id].says[step] ?? '';
  return 900 + text.length * (lang === 'zh' ? 90 : 32);
}

/** The composition root of the page. */
export function createPlayground(): Playground {
  const playground = new Playground(cast, paces[readPrefs().pace], readingTime);
  shareCloud(playground, otherTabs);
  return playground;
}
