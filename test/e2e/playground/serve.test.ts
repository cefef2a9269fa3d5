// The program behind npm start, as a real process: its port, its exit codes, Ctrl-C.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { inRoot } from '../../cli/harness.ts';

const main = inRoot('apps/playground/dist/serve/main.js');

function start(...argv: string[]) {
  const child = spawn(process.execPath, [main, '--no-open', ...argv], { env: { PATH: process.env.PATH } });
  let out = '';
  let err = '';
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(out);
      if (found) resolve(found[0]);
    });
    child.on('close', () => reject(new Error(`it ended before it said where it is: ${err}`)));
  });
  address.catch(() => {});
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  return { child, ended, address };
}

/** A port that is taken for as long as `work` runs. */
async function taken<T>(port: number, work: (port: number) => Promise<T>): Promise<T> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  try {
    return await work(typeof address === 'object' && address ? address.port : port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('npm start', () => {
  beforeAll(() => {
    if (!existsSync(main)) throw new Error('apps/playground is not built: npm run build');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'serves page and emulator on one port, and %s ends it with 0',
    async (signal) => {
      const { child, ended, address } = start('--port', '0');
      const url = await address;
      const page = await fetch(url);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(await page.text()).toContain('<title>Partyline playground</title>');
      expect((await fetch(`${url}/__emulator/state`)).status).toBe(200);
      expect((await fetch(`${url}/lbs/webconf.jsp?k=partyline&id=x&sv=1`)).status).toBe(200);
      expect((await fetch(`${url}/assets/../../../../package.json`)).status).toBe(404);
      expect((await fetch(`${url}/assets/%2e%2e/%2e%2e/%2e%2e/package.json`)).status).toBe(404);
      child.kill(signal);
      const { code, err } = await ended;
      expect([code, err]).toEqual([0, '']);
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  test('a port that is in use is told, with what to do', async () => {
    const { code, err } = await taken(0, (port) => start('--port', String(port)).ended);
    expect(code).toBe(1);
    expect(err).toMatch(/port \d+ is in use.*--port/s);
    expect(err).not.toContain('    at ');
  });

  test('without a port the next free one is taken', async () => {
    const first = start();
    const url = await first.address;
    const second = start();
    const other = await second.address;
    expect(other).not.toBe(url);
    expect((await fetch(other)).status).toBe(200);
    first.child.kill('SIGINT');
    second.child.kill('SIGINT');
    expect([(await first.ended).code, (await second.ended).code]).toEqual([0, 0]);
  });

  test.each([
    [['--help'], 0],
    [['--port', 'x'], 2],
    [['--nonsense'], 2],
  ])('%j exits with %i', async (argv, code) => {
    const ended = await start(...argv).ended;
    expect(ended.code).toBe(code);
    expect(code === 0 ? ended.out : ended.err).not.toBe('');
  });
});
