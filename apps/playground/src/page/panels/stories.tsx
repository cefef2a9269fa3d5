import { Panel } from '../parts/panel.tsx';
import { cast } from '../stage/setting.ts';
import { stories } from '../story/stories.ts';
import { useSurroundings, useView } from '../use.ts';

/** The situations that people come with: one click each. */
export function Stories() {
  const { playground, words } = useSurroundings();
  const { telling } = useView();
  return (
    <Panel name="stories" title={words.stories.title}>
      <ul className="story-list">
        {stories.map((story) => {
          const { title, blurb } = words.stories.all[story.id];
          return (
            <li key={story.id}>
              <button
                type="button"
                className="story"
                data-story={story.id}
                data-code={/^\d+$/.test(title) || undefined}
                title={`${title}: ${blurb}`}
                aria-pressed={telling?.story.id === story.id}
                onClick={() => void playground.play(story, cast)}
              >
                <span className="story-title">{title}</span>
                <span className="story-blurb">{blurb}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
