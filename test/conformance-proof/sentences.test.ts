// SENTENCES.md is made of the suites themselves: `vitest run conformance-proof/sentences -u` writes it anew.
import { readFileSync } from 'node:fs';
import {
  accountsCapabilities,
  accountsSentences,
  directoryCapabilities,
  directorySentences,
  imCapabilities,
  imSentences,
  meetingCapabilities,
  meetingSentences,
} from '@partyline/conformance';
import { expect, test } from 'vitest';

const folder = new URL('../conformance/', import.meta.url);

interface Suite {
  readonly port: string;
  readonly sentences: readonly { readonly id: string; readonly says: string; readonly needs?: readonly string[] }[];
  readonly capabilities: readonly string[];
}

const suites: readonly Suite[] = [
  { port: 'ImPort', sentences: imSentences, capabilities: imCapabilities },
  { port: 'MeetingPort', sentences: meetingSentences, capabilities: meetingCapabilities },
  { port: 'DirectoryPort', sentences: directorySentences, capabilities: directoryCapabilities },
  { port: 'AccountsPort', sentences: accountsSentences, capabilities: accountsCapabilities },
];

function table({ port, sentences }: Suite): string {
  const rows = sentences.map(({ id, says, needs = [] }) => {
    return `| \`${id}\` | ${says} | ${needs.map((need) => `\`${need}\``).join(', ')} |`;
  });
  return [`## ${port}`, '', '| sentence | says | needs |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

test('SENTENCES.md lists every sentence', async () => {
  const text = ['# What each port promises', '', ...suites.map(table)].join('\n');
  await expect(text).toMatchFileSnapshot(new URL('SENTENCES.md', folder).pathname);
});

test.each(suites)(
  'README.md explains every capability of $port, and none that is not there',
  ({ port, capabilities }) => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    const name = `**\`${port.replace('Port', '').toLowerCase()}Conformance\`**`;
    const section = readme.slice(readme.indexOf(name)).split(/\n(?:\*\*|## )/)[0] ?? '';
    const listed = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, capability]) => capability);
    expect(listed).toEqual(capabilities);
  },
);

test.each(suites)('each sentence of $port needs capabilities that exist, and each capability is needed', (suite) => {
  const needed = new Set(suite.sentences.flatMap(({ needs = [] }) => needs));
  expect([...needed].sort()).toEqual([...suite.capabilities].sort());
});
