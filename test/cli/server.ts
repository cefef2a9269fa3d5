import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '@partyline/cli';
import { type Emulator, type EmulatorOptions, startEmulator } from '@partyline/emulator';
import { cli, type Ran } from './harness.ts';

/** An emulator and the command line pointed at it. */
export interface Server {
  readonly emulator: Emulator;
  run(argv: readonly string[], env?: Io['env'], given?: Partial<Io>): Promise<Ran>;
  /** Writes a file that is gone afterwards. */
  file(name: string, text: string): Promise<string>;
}

export async function withServer(story: (server: Server) => Promise<void>, options?: EmulatorOptions): Promise<void> {
  const emulator = await startEmulator(options);
  const folder = await mkdtemp(join(tmpdir(), 'partyline-'));
  try {
    await story({
      emulator,
      run: (argv, env = {}, given = {}) => cli(argv, { env: { PARTYLINE_SERVER: emulator.url, ...env }, ...given }),
      file: async (name, text) => {
        const path = join(folder, name);
        await writeFile(path, text);
        return path;
      },
    });
  } finally {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The lines of a run with `--json`; every line must be one object. */
export const lines = ({ out }: Ran): readonly Readonly<Record<string, unknown>>[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** Puts a pair on the server that belongs together. */
export function addPair(emulator: Emulator, accid = 'alice', userUuid = accid): void {
  emulator.addImAccount({ appKey: 'partyline', accid, token: `${accid}-im-token` });
  emulator.addMeetingAccount({ appKey: 'partyline', userUuid, userToken: `${userUuid}-meeting-token`, accid });
}

/** The emulator as the real service is: without the controls that tell everything. */
export async function withoutControls(emulator: Emulator, story: (url: string) => Promise<void>): Promise<void> {
  const proxy = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming;
    if (url.startsWith('/__emulator')) return outgoing.writeHead(404).end();
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part);
    const passed = Object.entries(incoming.headers).filter(
      ([name]) => !/^(host|connection|content-length)$/.test(name),
    );
    const headers = passed.map(([name, value]) => [name, String(value)] as [string, string]);
    const body = parts.length > 0 ? { body: Buffer.concat(parts) } : {};
    const answer = await fetch(emulator.url + url, { method, headers, ...body });
    return outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  try {
    await story(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
}
