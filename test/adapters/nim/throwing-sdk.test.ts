// A login that is given up is taken back through the SDK. One that throws then, because it was destroyed or is of another
// version, keeps nobody waiting, and says why the login was given up, not what it threw.
import { type Nim, type NimLoginOption, nimPort } from '@partyline/adapters/nim';
import { type NimV9, type NimV9InstanceOptions, nimV9Port } from '@partyline/adapters/nim-v9';
import { type ImPort, Secret } from '@partyline/core';
import { expect, test } from 'vitest';

const broken = (): never => {
  throw new Error('the SDK was destroyed');
};
const calm = () => new AbortController().signal;

interface Stand {
  readonly port: ImPort;
  /** How often the SDK was asked to log in. */
  asked(): number;
  breakDown(): void;
}

function v2(loginOption: NimLoginOption): Stand {
  let logins = 0;
  const service = {
    login: () => {
      logins += 1;
      return new Promise<never>(() => {});
    },
    logout: async () => {},
    getLoginUser: () => '',
    getLoginStatus: () => 0,
    getKickedOfflineDetail: () => null,
    on: () => {},
    off: () => {},
  };
  const nim: Nim = { options: { appkey: 'app', apiVersion: 'v2' }, V2NIMLoginService: service };
  return {
    port: nimPort({ nim, loginOption }),
    asked: () => logins,
    breakDown: () => Object.assign(service, { getLoginUser: broken, logout: broken }),
  };
}

function v9(loginOption: NimLoginOption): Stand {
  let logins = 0;
  const options: NimV9InstanceOptions = { appKey: 'app', account: 'alice', token: 'old' };
  const nim: NimV9 = {
    options,
    getLoginStatus: () => 0,
    setOptions: (more) => Object.assign(options, more),
    connect: () => {
      logins += 1;
    },
    disconnect: ({ done }) => done?.(),
    destroy: ({ done }) => done?.(),
  };
  const { authType, ...rest } = loginOption;
  return {
    port: nimV9Port({ nim, loginOption: rest }),
    asked: () => logins,
    breakDown: () => Object.assign(nim, { disconnect: broken, destroy: broken }),
  };
}

const ways = {
  'by its signal': ['aborted', (_: ImPort, abort: AbortController) => abort.abort()],
  'by logout()': ['superseded', (port: ImPort) => port.logout()],
  'by close()': ['superseded', (port: ImPort) => port.close()],
  'by the time it takes': ['timeout', () => {}],
} as const;
const cases = Object.entries({ nimPort: v2, nimV9Port: v9 }).flatMap(([name, make]) =>
  Object.entries(ways).map(([how, [kind, end]]) => [name, how, kind, make, end] as const),
);

test.each(cases)('%s, given up %s', async (_, how, kind, make, end) => {
  const { port, asked, breakDown } = make(how === 'by the time it takes' ? { timeout: 300 } : {});
  await port.initialize({ appKey: 'app' }, calm());
  const abort = new AbortController();
  const login = port.login({ accid: 'alice', token: new Secret('its-token') }, abort.signal);
  const refused = expect(login).rejects.toMatchObject({ name: 'SessionError', kind });
  await expect.poll(asked, { interval: 5 }).toBe(1);
  breakDown();
  const ended = Promise.resolve(end(port, abort));
  await refused;
  // Whoever ends it may hear that the SDK is broken, in the session's own words.
  await ended.catch((error: unknown) => expect(error).toMatchObject({ name: 'SessionError', kind: 'vendor' }));
});
