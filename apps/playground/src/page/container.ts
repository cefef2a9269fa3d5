import { Playground } from './playground.ts';
import { readPrefs } from './prefs.ts';
import { FakeStage } from './stage/fake-stage.ts';

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

/** The composition root of the page: what a session runs on is chosen here and nowhere else. */
export function createPlayground(): Playground {
  const playground: Playground = new Playground({
    setting: cast,
    pace: paces[readPrefs().pace],
    readingTime,
    makers: {
      fakes: async (setting) => FakeStage.begin(setting),
      vendor: async (setting) => {
        // Loaded when it is wanted: the first load has nothing of it.
        const { VendorStage } = await import('./stage/vendor/vendor-stage.ts');
        let gone = false;
        const stage = await VendorStage.begin(setting, {
          onGone: () => {
            gone = true;
            playground.tell({ kind: 'emulatorGone' });
          },
          onThere: () => {
            if (!gone) return;
            gone = false;
            // Whoever was started anew knows nobody.
            void stage.repopulate().then(
              () => playground.tell({ kind: 'emulatorBack' }),
              () => {},
            );
          },
        });
        return stage;
      },
    },
  });
  shareCloud(playground, otherTabs);
  return playground;
}
