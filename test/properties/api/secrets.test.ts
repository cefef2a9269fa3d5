// 13: no token leaves through a snapshot, an error, an event, a trace, the inspector or a persisted snapshot.
import { inspect } from 'node:util';
import { createMemoryCloud, sessionMethods } from '@partyline/adapters/memory';
import { createSession, eventTypes, SessionError } from '@partyline/core';
import fc from 'fast-check';
import { test } from 'vitest';
import type { InspectionEvent } from 'xstate';
import { shown } from '../invariants/no-token.ts';
import { times } from '../seed.ts';

/** Tokens of every alphabet, with the characters that regular expressions, replacement strings and JSON care about. */
const token = fc
  .tuple(
    fc.constantFrom('$&-', "$'$`", '.*+?^', '(a|b)[c', 'tök→', '\\d{2}', '"\\', '\\u0041\n', '\ud83d', 'plain-'),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  .map(([start, rest]) => `~~${start}${rest}~~`);

const inUrl = (text: string) => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));

const spelled = (text: string) => [text, inUrl(text), JSON.stringify(text).slice(1, -1), inspect(text).slice(1, -1)];

/** Whatever an SDK may throw with a token in it. */
const shapes: ReadonlyArray<(secret: string) => unknown> = [
  (s) => new Error(`login with ${s} failed`),
  (s) => `rejected ${s}${s}`,
  (s) => ({ code: 500, request: { headers: [s, { authorization: `Bearer ${s}` }] } }),
  (s) => ({ [s]: true }),
  (s) => new Error('outer', { cause: new Error('inner', { cause: { token: s } }) }),
  (s) => Object.assign(new Error('with fields'), { config: { token: s }, [Symbol('token')]: s }),
  (s) => new AggregateError([new Error(s)], s),
  (s) => Object.assign(new Error('renamed'), { name: s, stack: `at ${s}` }),
  (s) => new SessionError('network', { message: s, cause: new Error(s), vendor: { name: s, surface: 'im', code: s } }),
  (s) => Object.assign(new SessionError('vendor', { message: 'field' }), { request: s, errors: [s] }),
  (s) => new Map([[s, new Set([s])]]),
  (s) => [s, [s, [s, [s, [s, [s]]]]]],
  (s) => () => s,
  (s) => Symbol(s),
  (s) => new URL(`https://example.org/?q=${s}`),
  (s) => `GET https://example.org/?q=${inUrl(s)} ${JSON.stringify({ s })}`,
  (s) => {
    const ring: Record<string, unknown> = { s };
    ring.ring = ring;
    return ring;
  },
  (s) => ({
    get token(): string {
      throw new Error(s);
    },
  }),
  (s) => Object.assign(() => {}, { token: s }),
];

/** Whatever may hang on whatever, with a token at every place where text can be. */
const grown = (secret: string): fc.Arbitrary<unknown> => {
  const text = fc
    .tuple(fc.string(), fc.string())
    .map(([before, after]) => `${before}${secret}${after}${secret}${inUrl(secret)}`);
  const { thing } = fc.letrec<{ thing: unknown }>((tie) => ({
    thing: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      text.map(Symbol),
      text.map((said) => Object.assign(() => said, { [said]: said })),
      text.map((said) => ({ toJSON: () => ({ [said]: said }) })),
      fc.array(tie('thing'), { maxLength: 3 }),
      fc.dictionary(text, tie('thing'), { maxKeys: 3 }),
      fc
        .record({ message: text, name: text, stack: text, cause: tie('thing'), field: tie('thing') })
        .map(({ message, cause, ...rest }) => Object.assign(new Error(message, { cause }), rest)),
      fc
        .record({ message: text, cause: tie('thing'), name: text, field: tie('thing') })
        .map(({ message, cause, name, field }) =>
          Object.assign(new SessionError('vendor', { message, cause, vendor: { name, surface: name, code: name } }), {
            field,
          }),
        ),
    ),
  }));
  return thing;
};

test('a token is taken out wherever it hangs on what a port throws', async () => {
  await fc.assert(
    fc.asyncProperty(
      token.chain((secret) => fc.tuple(fc.constant(secret), grown(secret))),
      async ([secret, thrown]) => {
        const cloud = createMemoryCloud({ appKey: 'app' });
        const session = createSession(cloud.ports, { appKey: 'app' });
        await session.initialize();
        cloud.faults.once('im.login', { reject: thrown });
        const error: unknown = await session.loginIm({ accid: 'alice', token: secret }).catch((rejected) => rejected);
        if (!(error instanceof SessionError)) throw new Error(`ended with ${shown(error)}`);
        const leak = spelled(secret).find((text) => shown(error).includes(text));
        if (leak !== undefined) throw new Error(`${leak} leaks through ${shown(error).slice(0, 1500)}`);
        await session.dispose();
      },
    ),
    times(300),
  );
});

/** What an inspection event tells beside the actor system itself, which would take for ever to print. */
function looked(inspected: InspectionEvent): string {
  const { type, event, snapshot, action } = inspected as unknown as Record<string, Record<string, unknown> | undefined>;
  const { context, input, output, error } = snapshot ?? {};
  return inspect({ type, event, context, input, output, error }, { depth: 8 }) + inspect(action, { depth: 3 });
}

test('nothing that leaves the session holds a token, whatever the ports throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(token, token, token),
      fc.constantFrom(...sessionMethods),
      fc.constantFrom(...shapes),
      fc.boolean(),
      fc.boolean(),
      async (tokens, method, shape, throws, provided) => {
        const [imToken, meetingToken, password] = tokens;
        const cloud = createMemoryCloud({ appKey: 'app' });
        cloud.server
          .addImAccount({ accid: 'alice', token: imToken })
          .addMeetingAccount({ userUuid: 'ann', token: meetingToken, accid: 'alice' })
          .addRoom({ meetingNum: '100', password });
        const out: unknown[] = [];
        const session = createSession(cloud.ports, {
          appKey: 'app',
          inspect: (event) => out.push(looked(event)),
        });
        for (const type of eventTypes) session.on(type, (event) => out.push(event));
        session.subscribe((snapshot) => out.push(snapshot));
        const note = (promise: Promise<unknown>) =>
          promise.then(
            (value) => out.push(value),
            (error: unknown) => out.push(error),
          );
        const im = { accid: 'alice', token: provided ? async () => imToken : imToken };
        const meeting = { userUuid: 'ann', token: provided ? () => meetingToken : meetingToken };

        await note(session.loginIm({ accid: 'alice', token: imToken }));
        await note(session.joinMeeting({ meetingNum: '100', displayName: 'Me', password }));
        const faulty = shape(tokens[cloud.calls.all.length % 3] ?? imToken);
        cloud.faults.once(method, throws ? { throws: faulty } : { reject: faulty });
        await note(
          session.signIn({ im: { accid: 'alice', token: imToken }, meeting: { userUuid: 'ann', token: meetingToken } }),
        );
        out.push(
          JSON.stringify(session.actor.getPersistedSnapshot()),
          inspect(session.actor.getSnapshot().context, { depth: 8 }),
        );
        const joining = note(session.joinMeeting({ meetingNum: '100', displayName: 'Me', password }));
        out.push(JSON.stringify(session.actor.getPersistedSnapshot()));
        await joining;
        await note(session.leaveMeeting());
        const signing = note(session.signIn({ im, meeting }));
        out.push(JSON.stringify(session.actor.getPersistedSnapshot()), session.can('signIn', { im, meeting }));
        await signing;
        await note(session.signOut());
        await note(session.recover());
        await note(session.signIn({ im, meeting }));
        out.push(session.snapshot, JSON.stringify(cloud.calls.all));
        await session.dispose();

        for (const one of out) {
          const text = typeof one === 'string' ? one : shown(one);
          const leak = tokens.flatMap(spelled).find((secret) => text.includes(secret));
          if (leak !== undefined) throw new Error(`${leak} leaks through ${text.slice(0, 1500)}`);
        }
      },
    ),
    times(150),
  );
});

test('a token provider that throws or answers nonsense leaks nothing and fails as it says, or as badCredentials', async () => {
  await fc.assert(
    fc.asyncProperty(token, fc.constantFrom(...shapes), async (secret, shape) => {
      const cloud = createMemoryCloud({ appKey: 'app' });
      cloud.server.addImAccount({ accid: 'alice', token: secret });
      const session = createSession(cloud.ports, { appKey: 'app' });
      await session.initialize();
      await session.loginIm({ accid: 'alice', token: secret });
      await session.logoutIm();
      const own = shape(secret);
      const providers = [
        {
          throws: true,
          provider: () => {
            throw own;
          },
        },
        { throws: true, provider: async () => Promise.reject(own) },
        { throws: false, provider: () => own as string },
      ];
      for (const { throws, provider } of providers) {
        const error = await session.loginIm({ accid: 'alice', token: provider }).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        // An answer that is a string is a token, if a wrong one; a SessionError that is thrown says itself what went wrong.
        const kind = own instanceof SessionError && throws ? own.kind : 'badCredentials';
        if (!(error instanceof SessionError) || error.kind !== kind) throw new Error(`ended with ${shown(error)}`);
        if (shown(error).includes(secret)) throw new Error(`leaks: ${shown(error)}`);
      }
      await session.dispose();
    }),
    times(300),
  );
});
