// The front door: its example type-checks (it is compiled with the tests) and runs, its commands and links exist.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sessionMachine } from '@partyline/core/chart';
import { errorKinds, explain } from '@partyline/core/explain';
import { afterEach, expect, test, vi } from 'vitest';
import { inRoot } from './harness.ts';

const pages = [
  'README.md',
  'core/README.md',
  'apps/cli/README.md',
  'adapters/src/inspector/README.md',
  'adapters/src/react/README.md',
  'adapters/src/vue/README.md',
  'adapters/src/trace/README.md',
  'apps/playground/README.md',
  'adapters/src/yunxin-api/README.md',
  '.github/CONTRIBUTING.md',
];
const page = (path: string) => readFileSync(inRoot(path), 'utf8');

afterEach(() => vi.restoreAllMocks());

test('the ten lines run, and end where they say', async () => {
  const [, lines] = /```ts\n([\s\S]*?)```/.exec(page('README.md')) ?? [];
  expect(lines).toBe(page('test/cli/readme-example.ts'));
  expect(lines?.split('\n').filter((line) => line !== '' && !line.startsWith('import')).length).toBeLessThanOrEqual(10);
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('./readme-example.ts');
  expect(log.mock.calls.some(([state, , , room]) => state === 'meetingLoggedIn' && room?.meetingNum === '100')).toBe(
    true,
  );
  expect(log.mock.lastCall).toMatchObject(['imLoggedIn', { accid: 'alice', owner: 'session' }, null, null]);
});

test.each(['react', 'vue'])(
  'the front page shows the lines of the page about %s, which are tested there',
  (framework) => {
    const fence = framework === 'react' ? 'tsx' : 'vue';
    const lines = (path: string) => new RegExp(`\`\`\`${fence}\\n([\\s\\S]*?)\`\`\``).exec(page(path))?.[1];
    expect(lines('README.md')).toBeTruthy();
    expect(lines('README.md')).toBe(lines(`adapters/src/${framework}/README.md`));
  },
);

test('the three codes are told as the core has them', () => {
  const rows = [...page('README.md').matchAll(/^\| (\d{6}) +\| `(\w+)` +\|/gm)].map(([, code, kind]) => [code, kind]);
  expect(rows).toEqual([
    ['100004', 'imNotLoggedIn'],
    ['100005', 'accountMismatch'],
    ['112001', 'anonymousUnderReuse'],
  ]);
  for (const [code = '', kind = ''] of rows) expect(explain(code, 'en').fix).toBe(explain(kind, 'en').fix);
});

test('the core’s page names every state and every kind of error', () => {
  const text = page('core/README.md');
  for (const name of [...Object.keys(sessionMachine.states), ...errorKinds]) expect(text).toContain(`\`${name}\``);
});

test.each(pages)('every link of %s leads somewhere', (path) => {
  const links = [...page(path).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link ?? '');
  for (const link of links) expect(existsSync(join(dirname(inRoot(path)), link)), link).toBe(true);
});

test.each(pages)('every npm script that %s mentions exists', (path) => {
  const { scripts } = JSON.parse(page('package.json'));
  const named = [...page(path).matchAll(/npm (?:run )?([a-z]+)/g)].map(([, name]) => name);
  expect([...Object.keys(scripts), 'install']).toEqual(expect.arrayContaining(named));
});
