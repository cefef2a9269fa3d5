import type { KickReason } from '@partyline/core';
import { must, mustEqual } from '../kit/broken.ts';
import { calm, provider } from '../kit/trial.ts';
import { kickCapability } from './capabilities.ts';
import type { ImSentence } from './trial.ts';

const kicked = (reason: KickReason): ImSentence => ({
  id: `im/kicked-${reason.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  says: `a kick is told once as kicked with reason ${reason} and not as loggedOut, when status() already says ready`,
  needs: [kickCapability[reason]],
  async check(t) {
    await t.loggedIn();
    await t.settled();
    const heard = t.listen();
    await t.hook('kick')(t.alice.accid, reason);
    const { event, status } = await heard.first('kicked');
    mustEqual(event.reason, reason, 'the reason');
    t.mustBeReady(status);
    await t.settled();
    mustEqual(heard.types, ['kicked'], 'the events');
  },
});

/** What the server and the network do to a login. */
export const outsideSentences: readonly ImSentence[] = [
  kicked('otherClient'),
  kicked('server'),
  kicked('kickedByClient'),
  kicked('quiet'),
  {
    id: 'im/kicked-then-login',
    says: 'after a kick the same account can log in again',
    needs: ['kickServer'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await t.hook('kick')(t.alice.accid, 'server');
      await heard.first('kicked');
      await t.answered(t.login(t.alice), 'login() after the kick');
      await t.settled();
      t.mustBeLoggedIn(t.alice);
    },
  },
  {
    id: 'im/line-down',
    says: 'a dropped line is told as lineDown, when status() already says reconnecting, still logged in',
    needs: ['line'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await t.hook('dropLine')();
      const { status } = await heard.first('lineDown');
      const holds = status.phase === 'loggedIn' && status.line === 'reconnecting';
      must(holds, 'status() says logged in, reconnecting', status);
    },
  },
  {
    id: 'im/line-up',
    says: 'a line that heals is told as lineUp, when status() already says online; in between nobody was logged out or in',
    needs: ['line'],
    async check(t) {
      await t.loggedIn();
      await t.settled();
      const heard = t.listen();
      await t.hook('dropLine')();
      await heard.first('lineDown');
      await t.hook('healLine')();
      const { status } = await heard.first('lineUp');
      t.mustBeLoggedIn(t.alice, status);
      await t.settled();
      const others = heard.types.filter((type) => type !== 'lineDown' && type !== 'lineUp');
      mustEqual(others, [], 'events besides lineDown and lineUp');
    },
  },
  {
    id: 'im/refused-on-reconnect',
    says: 'a token refused on reconnect is told as credentialsRefused with a SessionError, when status() already says ready',
    needs: ['line', 'changeToken'],
    async check(t) {
      await t.loggedIn();
      const heard = t.listen();
      await t.hook('dropLine')();
      await heard.first('lineDown');
      await t.hook('changeToken')(t.alice.accid, `${t.alice.token}-new`);
      await t.hook('healLine')();
      const { event, status } = await heard.first('credentialsRefused');
      t.mustBeReady(status);
      const error = t.mustBeSessionError(event.error, 'the event has', 'badCredentials', 'credentialsExpired');
      must(error.vendor?.code !== undefined, "the vendor's code in the event's error", error.vendor);
      t.mustNotLeak(event, t.tokens);
      await t.settled();
      must(!heard.types.includes('loggedOut'), 'no "loggedOut" event besides', heard.types);
    },
  },
  {
    id: 'im/provider-on-reconnect',
    says: 'on reconnect the token provider is asked again, and what it answers is what counts',
    needs: ['line', 'changeToken', 'providerOnReconnect'],
    async check(t) {
      await t.ready();
      let token = t.alice.token;
      const asked = provider(() => token);
      await t.answered(t.port.login({ accid: t.alice.accid, token: asked.provide }, calm()), 'login()');
      const heard = t.listen();
      await t.hook('dropLine')();
      await heard.first('lineDown');
      token = `${token}-new`;
      await t.hook('changeToken')(t.alice.accid, token);
      await t.hook('healLine')();
      const { status } = await heard.first('lineUp');
      t.mustBeLoggedIn(t.alice, status);
    },
  },
];
