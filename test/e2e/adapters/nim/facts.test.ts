// What running the SDK taught, each as a promise of the adapter. On the unmodified ESM build, in this process.

import { Secret } from '@partyline/core';
import { dynamicToken } from '@partyline/emulator';
import { describe, expect, test } from 'vitest';
import { codes } from '../../../../adapters/src/nim/codes.ts';
import { hear } from '../support/heard.ts';
import { alice, inStory, login } from './nim-story.ts';

const dynamic = () => dynamicToken({ ...alice, appSecret: 'partyline-secret', curTime: Date.now(), ttl: 600 });
const calm = () => new AbortController().signal;

describe('who is logged in', () => {
  test('the account of a failed login, which the SDK goes on naming, is not logged in', () =>
    inStory(async ({ make, port }) => {
      const nim = make();
      const im = port({ nim });
      await expect(login(im, 'alice', new Secret('wrong'))).rejects.toMatchObject({
        kind: 'badCredentials',
        vendor: { name: 'nim-web-sdk-ng', surface: 'V2NIMLoginService', version: '10.8.1', code: 102302 },
      });
      expect(nim.V2NIMLoginService.getLoginUser()).toBe('alice');
      expect(im.status()).toEqual({ phase: 'ready', appKey: 'partyline' });
    }));

  test('a login that the SDK is bringing back is adopted as it is, by a port that has never seen it online', () =>
    inStory(async ({ emulator, make, port }) => {
      const nim = make();
      await nim.V2NIMLoginService.login('alice', 'alice-token', { authType: 0 });
      emulator.addFault({ on: { service: 'link', command: 'connect' }, effect: { close: true } });
      const down = new Promise<void>((resolve) => {
        nim.V2NIMLoginService.on('onLoginStatus', (status) => status === 3 && resolve());
      });
      emulator.line({ ...alice, action: 'drop' });
      await down;
      const im = port({ nim });
      const heard = hear(im);
      expect(im.status()).toMatchObject({ phase: 'loggedIn', accid: 'alice', line: 'reconnecting' });
      const up = heard.next('lineUp');
      emulator.clearFaults();
      await up;
      expect(heard.types.filter((type) => type !== 'lineUp' && type !== 'lineDown')).toEqual([]);
    }));

  test('a host that logs in again from inside its own kick listener is heard: kicked, then logged in', () =>
    inStory(async ({ emulator, make, port }) => {
      const nim = make();
      nim.V2NIMLoginService.on('onKickedOffline', () => {
        nim.V2NIMLoginService.login('alice', 'alice-token', { authType: 0 }).catch(() => {});
      });
      const im = port({ nim });
      await login(im, 'alice');
      const heard = hear(im);
      const back = heard.next('loggedIn');
      emulator.kick({ ...alice, reason: 3 });
      await back;
      expect(heard.events).toEqual([
        { type: 'kicked', reason: 'kickedByClient' },
        { type: 'loggedIn', accid: 'alice' },
      ]);
    }));
});

describe('the host and the port on one instance', () => {
  test('a login waits for one that the host has under way, and does not end it', () =>
    inStory(async ({ emulator, make, port, asked }) => {
      const nim = make();
      const im = port({ nim });
      emulator.addFault({ on: { service: 'link', command: 'login' }, effect: { delayMs: 800 }, times: 1 });
      const hosts = nim.V2NIMLoginService.login('alice', 'alice-token', { authType: 0 });
      const same = login(im, 'alice');
      await expect(hosts).resolves.toBeUndefined();
      await expect(same).resolves.toBeUndefined();
      expect(asked()).toBe(1);
      await expect(login(im, 'bob')).rejects.toMatchObject({ kind: 'alreadyLoggedIn' });
      expect(im.status()).toMatchObject({ phase: 'loggedIn', accid: 'alice', line: 'online' });
      expect(asked()).toBe(1);
    }));

  test("a host that logs somebody else in overtakes the port's login (191002)", () =>
    inStory(async ({ emulator, make, port }) => {
      const nim = make();
      const im = port({ nim });
      const held = new Promise<void>((resolve) => {
        emulator.onEvent((event) => event.type === 'fault' && resolve());
      });
      emulator.addFault({ on: { service: 'link', command: 'login' }, effect: { delayMs: 800 }, times: 1 });
      const overtaken = login(im, 'alice').catch((error: unknown) => error);
      await held;
      await nim.V2NIMLoginService.login('bob', 'bob-token', { authType: 0 });
      expect(await overtaken).toMatchObject({ kind: 'superseded', vendor: { code: 191002 } });
      expect(im.status()).toMatchObject({ phase: 'loggedIn', accid: 'bob' });
      await im.close();
      expect(nim.V2NIMLoginService.getLoginUser()).toBe('bob');
      expect(emulator.exportState().connections).toBe(1);
    }));

  test('nothing listens to the SDK after the last listener left and the port was closed', () =>
    inStory(async ({ make, port }) => {
      const nim = make();
      const count = () =>
        ['onLoginStatus', 'onLoginFailed', 'onKickedOffline'].map((event) =>
          nim.V2NIMLoginService.listenerCount(event),
        );
      const im = port({ nim });
      im.status();
      expect(count()).toEqual([0, 0, 0]);
      const heard = hear(im);
      expect(count()).toEqual([1, 1, 1]);
      await login(im, 'alice');
      await im.close();
      expect(count()).toEqual([1, 1, 1]);
      heard.stop();
      expect(count()).toEqual([0, 0, 0]);
    }));

  test("close() destroys an instance that the port made, but not one that the host's login uses by then", () =>
    inStory(async ({ emulator, sdk, port }) => {
      const { pointedAt } = await import('./nim-world.ts');
      const im = port({ sdk, options: { debugLevel: 'off' }, otherOptions: pointedAt(emulator.url) });
      await im.initialize({ appKey: 'partyline' }, calm());
      await im.close();
      expect(() => sdk.getInstance()).toThrow('Instance not exist');
      expect(im.status()).toEqual({ phase: 'uninitialized' });

      await im.initialize({ appKey: 'partyline' }, calm());
      const nim = sdk.getInstance();
      await nim.V2NIMLoginService.login('alice', 'alice-token', { authType: 0 });
      await im.close();
      expect(sdk.getInstance()).toBe(nim);
      expect(im.status()).toMatchObject({ phase: 'loggedIn', accid: 'alice' });
      await nim.destroy?.();
    }));
});

describe('the time limit of a login', () => {
  const late = { on: { service: 'link', command: 'login' }, effect: { delayMs: 1000 } } as const;
  const answered = async (stream: readonly { readonly type: string }[], wanted: (event: never) => boolean) => {
    while (!stream.some((event) => wanted(event as never))) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  test("the SDK's own leaves its socket open: the late answer logs in a client that nobody has", () =>
    inStory(async ({ emulator, make, stream }) => {
      emulator.addFault({ ...late, times: 1 });
      const { V2NIMLoginService: service } = make();
      await expect(service.login('alice', 'alice-token', { authType: 0, timeout: 300 })).rejects.toMatchObject({
        code: 191005,
      });
      await answered(stream, (event: { type: string; change?: string }) => event.change === 'login');
      expect(service.getLoginStatus()).toBe(0);
      expect(emulator.exportState().connections).toBe(1);
    }));

  test("the adapter's takes the line down with it", () =>
    inStory(async ({ emulator, make, port, stream }) => {
      emulator.addFault({ ...late, times: 1 });
      const im = port({ nim: make(), loginOption: { timeout: 300 } });
      await expect(login(im, 'alice')).rejects.toMatchObject({ kind: 'timeout', retryable: true });
      await answered(stream, (event: { type: string; change?: string }) => event.change === 'close');
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(emulator.exportState().connections).toBe(0);
      expect(stream.filter((event) => event.type === 'line' && event.change === 'login')).toEqual([]);
      await login(im, 'alice');
    }));
});

describe('an abort, however far the login has come', () => {
  for (const on of [
    { service: 'lbs' },
    { service: 'link', command: 'connect' },
    { service: 'link', command: 'login' },
  ] as const) {
    test(`while the ${'command' in on ? on.command : on.service} is slow`, () =>
      inStory(async ({ emulator, stream, make, port }) => {
        const im = port({ nim: make() });
        const held = new Promise<void>((resolve) => {
          emulator.onEvent((event) => event.type === 'fault' && resolve());
        });
        emulator.addFault({ on, effect: { delayMs: 600 }, times: 1 });
        const caller = new AbortController();
        const aborted = im.login({ accid: 'alice', token: new Secret('alice-token') }, caller.signal);
        await held;
        caller.abort('changed my mind');
        await expect(aborted).rejects.toMatchObject({ kind: 'aborted', cause: 'changed my mind' });
        expect(im.status()).toEqual({ phase: 'ready', appKey: 'partyline' });
        await login(im, 'bob');
        await new Promise((resolve) => setTimeout(resolve, 1500));
        expect(im.status()).toMatchObject({ phase: 'loggedIn', accid: 'bob', line: 'online' });
        const logins = stream.filter((event) => event.type === 'line' && event.change === 'login');
        expect(logins.map((event) => 'accid' in event && event.accid)).toEqual(['bob']);
        expect(emulator.exportState().connections).toBe(1);
      }));
  }
});

describe('reconnecting', () => {
  test('a place that another client took meanwhile (417) is a kick by another client', () =>
    inStory(async ({ emulator, make, port }) => {
      const [here, there] = [port({ nim: make() }), port({ nim: make() })];
      await login(here, 'alice');
      const heard = hear(here);
      const held = new Promise<void>((resolve) => {
        emulator.onEvent((event) => event.type === 'fault' && resolve());
      });
      emulator.addFault({ on: { service: 'link', command: 'login' }, effect: { delayMs: 1500 }, times: 1 });
      const kicked = heard.next('kicked');
      emulator.line({ ...alice, action: 'drop' });
      await held;
      await login(there, 'alice');
      expect(await kicked).toEqual({ type: 'kicked', reason: 'otherClient' });
      expect(heard.types).toEqual(['lineDown', 'kicked']);
      expect(there.status()).toMatchObject({ phase: 'loggedIn' });
    }));

  test('a dynamic token is asked for again, a failing provider only delays, a refused token ends it with 102302', () =>
    inStory(async ({ emulator, port }) => {
      const im = port();
      let answer = async () => new Secret(dynamic());
      let times = 0;
      await im.login(
        {
          accid: 'alice',
          token: () => {
            times += 1;
            return answer();
          },
        },
        calm(),
      );
      expect(times).toBe(1);
      const heard = hear(im);
      answer = async () => {
        answer = async () => new Secret(dynamic());
        throw new Error('the app server is down');
      };
      const up = heard.next('lineUp');
      emulator.line({ ...alice, action: 'drop' });
      await up;
      expect(times).toBe(3);
      answer = async () => new Secret('stale-secret');
      const refused = heard.next('credentialsRefused');
      emulator.line({ ...alice, action: 'drop' });
      const { error } = await refused;
      expect(error).toMatchObject({ kind: 'badCredentials', vendor: { code: 102302 } });
      expect(heard.types).toEqual(['lineDown', 'lineUp', 'lineDown', 'credentialsRefused']);
      expect(im.status()).toEqual({ phase: 'ready', appKey: 'partyline' });
      expect(JSON.stringify(heard.events)).not.toContain('stale-secret');
    }));

  test('a provider that fails at a first login is not asked again, and its own words stay with it', () =>
    inStory(async ({ port }) => {
      let times = 0;
      const failing = async () => {
        times += 1;
        throw new Error('no luck with alice-token');
      };
      const error = await login(port(), 'alice', failing).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ kind: 'badCredentials' });
      expect(String((error as Error).stack)).not.toContain('alice-token');
      expect(times).toBe(1);
    }));

  test('with auth type 0 a provider is asked at each login, and not by the SDK', () =>
    inStory(async ({ emulator, make, port }) => {
      let times = 0;
      const im = port({ nim: make(), loginOption: { authType: 0 } });
      await login(im, 'alice', async () => {
        times += 1;
        return new Secret('alice-token');
      });
      const up = hear(im).next('lineUp');
      emulator.line({ ...alice, action: 'drop' });
      await up;
      expect(times).toBe(1);
    }));
});

describe('every code that a server can answer is told as the table has it', () => {
  const isServers = (code: number) => code < 1000 || (code > 100_000 && code < 190_000);
  for (const [text, [kind]] of Object.entries(codes).filter(([code]) => isServers(Number(code)))) {
    const code = Number(text);
    test(`${code}: ${kind}`, () =>
      inStory(async ({ emulator, make, port }) => {
        emulator.addFault({ on: { service: 'link', command: 'login' }, effect: { code } });
        const im = port({ nim: make(), loginOption: { retryCount: 1 } });
        const error = await login(im, 'alice').catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ kind, vendor: { code } });
        expect(im.status().phase).toBe('ready');
        expect(emulator.exportState().connections).toBe(0);
      }));
  }
});
