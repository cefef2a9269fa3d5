// The front door: its example type-checks (it is compiled with the tests) and runs, its commands and links exist.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sessionMachine } from '@partyline/core/chart';
import { errorKinds, explain } from '@partyline/core/explain';
import { afterEach, expect, test, vi } from 'vitest';
import { inRoot } from './harness.ts';

const pages = [
  'README.md',
  'core/README.md',
  'apps/cli/README.md',
  'apps/emulator/README.md',
  'adapters/src/inspector/README.md',
  'adapters/src/react/README.md',
  'adapters/src/vue/README.md',
  'adapters/src/trace/README.md',
  'apps/playground/README.md',
  'adapters/src/yunxin-api/README.md',
  '.github/CONTRIBUTING.md',
];
/** Every page there is. */
const documents = [
  ...pages,
  'CHANGELOG.md',
  'test/conformance/README.md',
  ...['inversify', 'memory', 'nemeeting', 'neroom', 'nim', 'nim-v9'].map((name) => `adapters/src/${name}/README.md`),
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

/** The anchors of a page's headings, as GitHub makes them. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

test.each(documents)('every link of %s leads somewhere', (path) => {
  const links = [...page(path).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
  for (const [link, file = '', anchor] of links) {
    const target = file === '' ? path : join(dirname(path), file);
    expect(existsSync(inRoot(target)), link).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(page(target)), link).toContain(anchor);
  }
});

test.each(['README.md', 'apps/cli/README.md', 'apps/emulator/README.md'])(
  'what %s runs through npm prints nothing of npm’s own into the output',
  (path) => {
    const loud = [...page(path).matchAll(/npm run (?!-s )(?:.*)\b(?:partyline|emulator)\b.*/g)].map(([line]) => line);
    expect(loud).toEqual([]);
  },
);

test('the short form is what the page about it says: any folder, whole arguments, clean output', async () => {
  const [alias = ''] = /^alias partyline=.*$/m.exec(page('apps/cli/README.md')) ?? [];
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'partyline alias-')));
  const elsewhere = join(folder, "somebody's work");
  mkdirSync(elsewhere);
  // The same script under the same name; what it is given is all that matters here.
  const show = 'console.log(JSON.stringify([process.argv.slice(2), process.env.INIT_CWD]))';
  writeFileSync(join(folder, 'show.mjs'), show);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { partyline: 'node show.mjs' } }));
  const typed = ['shopt -s expand_aliases', alias, `cd "somebody's work"`, `partyline run 'my "story".yaml' --json`];
  const { stdout } = spawnSync('bash', ['-c', typed.join('\n')], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(stdout).toBe(`${JSON.stringify([['run', 'my "story".yaml', '--json'], elsewhere])}\n`);
});

test.each(pages)('every npm script that %s mentions exists', (path) => {
  const { scripts } = JSON.parse(page('package.json'));
  const named = [...page(path).matchAll(/npm (?:run (?:-s )?(?:--prefix \S+ )?)?([a-z]+)/g)].map(([, name]) => name);
  expect([...Object.keys(scripts), 'install']).toEqual(expect.arrayContaining(named));
});
