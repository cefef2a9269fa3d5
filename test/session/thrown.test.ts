// What a port throws, as whoever called sees it: legible, typed, and without tokens.
import { runInNewContext } from 'node:vm';
import { isSessionError, type Secret, SessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { alice, ann, outcome, room } from '../regressions/app.ts';
import { type Bare, bare, soon } from './bare.ts';

/** The error that `loginIm` ends with when the port throws this. */
async function seen(thrown: unknown, b: Bare = bare()): Promise<SessionError> {
  await soon(b.session.initialize());
  b.act('im.login', () => Promise.reject(thrown));
  const login = outcome(b.session.loginIm(alice));
  await b.clock.settle();
  if (!isSessionError(login.error)) throw new Error('no SessionError');
  return login.error;
}

const ring: Record<string, unknown> = { name: 'ring' };
ring.again = ring;
const list: unknown[] = [];
list.push([list]);

const unreadable = {
  get message() {
    throw new Error(alice.token);
  },
};

describe('something that is no SessionError is the adapter’s fault, and its cause can be read', () => {
  const odd = 'adapter';
  test.each<[string, unknown, string, unknown]>([
    ['text', `no ${alice.token}`, 'no [secret]', 'no [secret]'],
    ['a number', 5, odd, 5],
    ['null', null, odd, null],
    ['null inside', { a: null, b: [null] }, odd, { a: null, b: [null] }],
    ['a function', () => {}, '[function]', '[function]'],
    ['a symbol', Symbol('s'), '[symbol]', '[symbol]'],
    ['functions and symbols inside', { f: () => {}, s: Symbol('s') }, odd, { f: '[function]', s: '[symbol]' }],
    ['a ring', ring, odd, { name: 'ring', again: '[object]' }],
    ['a ring of lists', list, odd, [['[object]']]],
    ['a message that is no text', { message: 5 }, odd, { message: 5 }],
    ['a field named like a token', { [alice.token]: 1 }, odd, { '[secret]': 1 }],
    [
      'what JSON cannot carry',
      { big: 1n, when: new Date(0) },
      odd,
      { big: '[bigint]', when: '1970-01-01T00:00:00.000Z' },
    ],
    ['what JSON has changed', { toJSON: () => [alice.token] }, odd, ['[secret]']],
    ['what cannot be read', { token: 1, inner: unreadable }, odd, { token: 1, inner: '[object]' }],
    ['what cannot be read at all', unreadable, '[object]', '[object]'],
    ['a message', { message: `no ${alice.token}` }, 'no [secret]', { message: 'no [secret]' }],
  ])('%s', async (_, thrown, message, cause) => {
    const error = await seen(thrown);
    expect(error).toMatchObject({ kind: 'adapter', command: 'loginIm', message });
    expect(error.cause).toEqual(cause);
  });

  test('nothing at all: there is no cause', async () => {
    const error = await seen(undefined);
    expect(error).toMatchObject({ kind: 'adapter', message: odd });
    expect('cause' in error).toBe(false);
  });

  test('an Error stays one, with its fields and its own causes', async () => {
    const inner = new TypeError(`inner ${alice.token}`);
    const error = await seen(Object.assign(new Error('outer', { cause: inner }), { status: 401, token: alice.token }));
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.cause).toMatchObject({
      name: 'Error',
      message: 'outer',
      stack: expect.stringContaining('outer'),
      status: 401,
      token: '[secret]',
      cause: { name: 'TypeError', message: 'inner [secret]' },
    });
    expect((error.cause as Error).cause).toBeInstanceOf(Error);
  });

  test('an Error of another realm is one too, wherever it hangs', async () => {
    const foreign = runInNewContext('new RangeError("far away")');
    expect(foreign).not.toBeInstanceOf(Error);
    const error = await seen({ errors: [foreign] });
    const { errors } = error.cause as { errors: unknown[] };
    expect(errors[0]).toBeInstanceOf(Error);
    expect(errors[0]).toMatchObject({ name: 'RangeError', message: 'far away' });
  });
});

test('a SessionError keeps what it says, whatever hangs on it', async () => {
  const vendor = { name: 'v', surface: 'im', code: 7 };
  const error = await seen(new SessionError('vendor', { message: 'm', vendor, cause: { unreadable, big: 1n } }));
  const cause = { unreadable: '[object]', big: '[bigint]' };
  expect(error).toMatchObject({ kind: 'vendor', message: 'm', vendor, cause, command: 'loginIm' });
});

test('a SessionError keeps the stack that it was made with', async () => {
  const thrown = new SessionError('network');
  expect((await seen(thrown)).stack).toBe(thrown.stack);
});

test('an answer that cannot be read is the adapter’s fault too', async () => {
  const b = bare();
  await soon(b.session.signIn({ im: alice, meeting: ann }));
  await soon(b.session.logoutMeeting());
  b.act('meeting.login', () => ({
    get accid() {
      throw new RangeError(`no ${ann.token}`);
    },
  }));
  const login = outcome(b.session.loginMeeting(ann));
  await b.clock.settle();
  expect(login.error).toMatchObject({ kind: 'adapter', command: 'loginMeeting', message: 'no [secret]' });
  expect([b.session.snapshot.state, b.session.snapshot.busy]).toEqual(['imLoggedIn', null]);
});

test('a SessionError keeps what it says; a cause of null is one', async () => {
  const vendor = { name: 'v', surface: 'im', version: '1', code: alice.token };
  const error = await seen(new SessionError('vendor', { message: `m ${alice.token}`, code: 7, vendor, cause: null }));
  const said = { kind: 'vendor', message: 'm [secret]', code: 7, vendor: { ...vendor, code: '[secret]' } };
  expect(error).toMatchObject({ ...said, cause: null, command: 'loginIm' });
});

test('only tokens are taken out: an absent or empty password, and a provider, are words like any other', async () => {
  const b = bare();
  const token = () => ann.token;
  await soon(b.session.signIn({ im: alice, meeting: { ...ann, token } }));
  await soon(b.session.joinMeeting(room));
  await soon(b.session.leaveMeeting());
  await soon(b.session.joinMeeting({ ...room, password: '' }));
  await soon(b.session.signOut());
  const message = `undefined is no function: ${String(token)}`;
  expect(await seen(new Error(message), b)).toMatchObject({ kind: 'adapter', message });
});

describe('tokens', () => {
  test.each([1_000, 1_001])('of %i tokens the session remembers the last thousand', async (count) => {
    const { session, clock, act } = bare();
    const tokens = Array.from({ length: count }, (_, n) => `token-${n}.`);
    for (const token of tokens) session.can('loginIm', { accid: 'alice', token });
    act('im.initialize', () => Promise.reject(new SessionError('network', { message: tokens.join(' ') })));
    const up = outcome(session.initialize());
    await clock.settle();
    const expected = tokens.map((token, n) => (n < count - 1_000 ? token : '[secret]')).join(' ');
    expect(up.error).toMatchObject({ message: expected });
  });

  test('a token that is used again is remembered again', async () => {
    const { session, clock, act } = bare();
    const tokens = Array.from({ length: 1_000 }, (_, n) => `token-${n}.`);
    for (const token of [...tokens, tokens[0] ?? '', 'one more']) session.can('loginIm', { accid: 'alice', token });
    act('im.initialize', () => Promise.reject(new SessionError('network', { message: `${tokens[0]} ${tokens[1]}` })));
    const up = outcome(session.initialize());
    await clock.settle();
    expect(up.error).toMatchObject({ message: '[secret] token-1.' });
  });

  /** What the port is told in while a token, and passwords or tokens besides, are in use. */
  const told = async (message: string, ...tokens: string[]) => {
    const { session, clock, act } = bare();
    for (const token of tokens) session.can('loginIm', { accid: 'alice', token });
    act('im.initialize', () => Promise.reject(new SessionError('network', { message })));
    const up = outcome(session.initialize());
    await clock.settle();
    return (up.error as SessionError).message;
  };

  test('a token that begins with another is taken out whole, whichever came first', async () => {
    const [short, long] = ['1234', '1234-real-token'];
    for (const tokens of [[short, long] as const, [long, short] as const]) {
      expect(await told(`${long} and ${short}`, ...tokens)).toBe('[secret] and [secret]');
    }
  });

  test('a token is taken out in the spelling of a URL and of JSON too', async () => {
    const token = 'a+b/c=="d\\ \ud83d';
    const url = 'a%2Bb%2Fc%3D%3D%22d%5C%20%EF%BF%BD';
    expect(await told(`GET /?t=${url} ${JSON.stringify({ token })} ${token}`, token)).toBe(
      'GET /?t=[secret] {"token":"[secret]"} [secret]',
    );
  });

  test('what is short is no secret, and a secret that is called like a field takes no field away', async () => {
    const { session, clock, act } = bare();
    for (const token of ['e', 'own', 'code', 'vendor', 'stack']) session.can('loginIm', { accid: 'alice', token });
    const vendor = { name: 'v', surface: 'im', version: '1', code: 1020 };
    act('im.initialize', () => Promise.reject(new SessionError('network', { message: 'unknown code', vendor })));
    const up = outcome(session.initialize());
    await clock.settle();
    expect(up.error).toMatchObject({ kind: 'network', message: 'unknown [secret]', vendor });
  });

  test('providers, of which each call may bring a new one, push no token out', async () => {
    const b = bare();
    await soon(b.session.initialize());
    const go = b.hold('im.login');
    const login = outcome(b.session.loginIm(alice));
    for (let n = 0; n < 2_000; n++) b.session.can('loginIm', { accid: 'alice', token: () => `${n}` });
    go(new SessionError('network', { message: `with ${alice.token}` }));
    await b.clock.settle();
    expect(login.error).toMatchObject({ message: 'with [secret]' });
  });

  test('of what an SDK hangs on an error, a part is copied', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => ({ n }));
    const { cause } = await seen(Object.assign(new Error('large'), { rows }));
    expect(JSON.stringify(cause).match(/"n"/g)).toHaveLength(999);
  });

  const provided = (account: unknown) => (account as { token: () => Promise<Secret> }).token();

  test('a provider is asked for its account’s token, which the port gets sealed', async () => {
    const b = bare();
    await soon(b.session.initialize());
    const asked: string[] = [];
    const opened: string[] = [];
    const login = b.acts['im.login'];
    b.act('im.login', async (truth, account) => {
      const secret = await provided(account);
      opened.push(secret.open(), String(secret));
      login?.(truth, account);
    });
    const token = (id: string) => {
      asked.push(id);
      return 'provided-token';
    };
    await soon(b.session.loginIm({ accid: 'Alice', token }));
    expect([asked, opened]).toEqual([['Alice'], ['provided-token', '[secret]']]);
  });

  const why = new Error('no network');
  const noText = 'the provided token must be a non-empty string';
  const offline = new SessionError('network', { message: 'offline', code: 7, cause: why });
  test.each<[string, () => unknown, object]>([
    ['nothing', () => undefined, { message: noText }],
    ['an empty text', () => '', { message: noText }],
    ['a number', async () => 5, { message: noText }],
    ['that it fails', () => Promise.reject(why), { message: 'no network', cause: { stack: why.stack } }],
    [
      'why it fails',
      () => Promise.reject(offline),
      { kind: 'network', retryable: true, message: 'offline', code: 7, cause: { message: 'no network' } },
    ],
    ['that nobody knows why', () => Promise.reject({ status: 401 }), { cause: { status: 401 } }],
    [
      'that it fails at once',
      () => {
        throw why;
      },
      { message: 'no network', cause: { stack: why.stack } },
    ],
  ])('a provider that answers %s: badCredentials, unless it says otherwise itself', async (_, token, said) => {
    const b = bare();
    await soon(b.session.initialize());
    b.act('im.login', (_truth, account) => provided(account));
    const login = outcome(b.session.loginIm({ accid: 'alice', token: token as () => string }));
    await b.clock.settle();
    const kind = 'badCredentials';
    expect(login.error).toMatchObject({ command: 'loginIm', kind, message: kind, retryable: false, ...said });
  });

  test.each([undefined, '', 'knock'])(
    'a room’s password (%s) reaches the kit sealed, where there is one',
    async (password) => {
      const b = bare();
      await soon(b.session.signIn({ im: alice, meeting: ann }));
      const requests: unknown[] = [];
      const join = b.acts['meeting.join'];
      b.act('meeting.join', (truth, request) => {
        requests.push(request);
        return join?.(truth);
      });
      await soon(b.session.joinMeeting(password === undefined ? room : { ...room, password }));
      expect(requests).toMatchObject([room]);
      const { password: sealed } = requests[0] as { password?: Secret };
      expect([sealed?.open(), sealed && String(sealed)]).toEqual([password, sealed && '[secret]']);
    },
  );
});
