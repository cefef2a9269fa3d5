// What an author of adapters is told to read is there, and what they are told to run exists.
import { existsSync, readFileSync } from 'node:fs';
import { imSentences } from '@partyline/conformance';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const anchors = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replace(/ /g, '-'),
  );

test.each([
  'adapters/README.md',
  'test/conformance/README.md',
  '.github/CONTRIBUTING.md',
  'adapters/src/memory/README.md',
])('every link of %s leads somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)];
  for (const [link, path = '', anchor = ''] of links) {
    const target = path === '' ? new URL(page, root) : new URL(path, new URL(page, root));
    expect(existsSync(target), link).toBe(true);
    if (anchor !== '') expect(anchors(readFileSync(target, 'utf8')), link).toContain(anchor);
  }
});

test('the order of the guide goes through sentences that there are, and leaves none out', () => {
  const [, steps = ''] =
    read('adapters/README.md')
      .split(/^## /m)
      .find((part) => part.startsWith('In this order'))
      ?.match(/([\s\S]*)/) ?? [];
  const named = [...steps.matchAll(/`(im\/[\w-]+|during-close)`/g)].map(([, name = '']) => name);
  const ids = imSentences.map(({ id }) => id);
  expect(named.length).toBeGreaterThan(10);
  for (const name of named)
    expect(
      ids.filter((id) => id.includes(name)),
      name,
    ).not.toEqual([]);
  expect(ids.filter((id) => !named.some((name) => id.includes(name)))).toEqual([]);
});
