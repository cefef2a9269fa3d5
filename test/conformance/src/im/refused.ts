import { must } from '../kit/broken.ts';
import { calm, provider } from '../kit/trial.ts';
import type { ImSentence, ImTrial } from './trial.ts';

const wrongToken = (t: ImTrial) => t.login({ ...t.alice, token: `${t.alice.token}-wrong` });

/** What a login that does not work does: an error that says why, and nothing else. */
export const refusedSentences: readonly ImSentence[] = [
  {
    id: 'im/login-before-initialize',
    says: 'login() before initialize() rejects with notInitialized',
    needs: ['ownSdk'],
    async check(t) {
      await t.refused(t.login(t.alice), 'login()', 'notInitialized');
    },
  },
  {
    id: 'im/login-wrong-token',
    says: 'login() with a wrong token rejects with badCredentials and leaves nothing behind',
    async check(t) {
      await t.ready();
      const heard = t.listen();
      await t.refused(wrongToken(t), 'login()', 'badCredentials');
      await t.mustHaveLeftNothing(heard);
    },
  },
  {
    id: 'im/login-unknown-account',
    says: 'login() of an account that does not exist rejects with badCredentials and leaves nothing behind',
    async check(t) {
      await t.ready();
      const heard = t.listen();
      const nobody = t.login({ accid: `${t.alice.accid}nobody`, token: t.alice.token });
      await t.refused(nobody, 'login()', 'badCredentials');
      await t.mustHaveLeftNothing(heard);
    },
  },
  {
    id: 'im/login-disabled',
    says: 'login() of a disabled account rejects with accountDisabled and leaves nothing behind',
    needs: ['disable'],
    async check(t) {
      await t.ready();
      const heard = t.listen();
      await t.hook('disable')(t.alice.accid);
      await t.refused(t.login(t.alice), 'login()', 'accountDisabled');
      await t.mustHaveLeftNothing(heard);
    },
  },
  {
    id: 'im/login-no-network',
    says: 'login() without a network rejects with network or timeout, and works when the network is back',
    needs: ['line'],
    async check(t) {
      await t.ready();
      const heard = t.listen();
      await t.hook('dropLine')();
      await t.refused(t.login(t.alice), 'login()', 'network', 'timeout');
      await t.mustHaveLeftNothing(heard);
      await t.hook('healLine')();
      await t.answered(t.login(t.alice), 'login() with the network back');
    },
  },
  {
    id: 'im/login-refused-offline',
    says: 'a refused login left no login on the server',
    needs: ['online'],
    async check(t) {
      await t.ready();
      await t.refused(wrongToken(t), 'login()');
      await t.settled();
      await t.mustBeOffline(t.alice);
    },
  },
  {
    id: 'im/login-refused-then-right',
    says: 'after a refused login the right token works',
    async check(t) {
      await t.ready();
      await t.refused(wrongToken(t), 'login()');
      await t.answered(t.login(t.alice), 'login() with the right token');
      t.mustBeLoggedIn(t.alice);
    },
  },
  {
    id: 'im/error-vendor-code',
    says: "what the vendor's server refused keeps the vendor's own code in vendor.code",
    async check(t) {
      await t.ready();
      const { vendor } = await t.refused(wrongToken(t), 'login()');
      must(vendor?.code !== undefined, "a vendor.code in the refusal's error", vendor);
      must(vendor?.name !== '' && vendor?.surface !== '', 'a vendor.name and a vendor.surface', vendor);
    },
  },
  {
    id: 'im/error-no-token',
    says: 'no token in an error: not in its message, stack, cause, members or JSON',
    async check(t) {
      await t.ready();
      const wrong = `${t.alice.token}-wrong`;
      const error = await t.refused(t.login({ ...t.alice, token: wrong }), 'login()');
      t.mustNotLeak(error, [...t.tokens, wrong]);
    },
  },
  {
    id: 'im/provider-asked-anew',
    says: 'a token provider is asked anew at every login',
    async check(t) {
      await t.ready();
      const asked = provider(() => t.alice.token);
      const login = () => t.port.login({ accid: t.alice.accid, token: asked.provide }, calm());
      await t.answered(login(), 'login() with a provider');
      const once = asked.times;
      must(once > 0, 'the provider is asked', `it was asked ${once} times`);
      await t.answered(t.port.logout(), 'logout()');
      await t.answered(login(), 'the second login() with a provider');
      must(asked.times > once, 'the provider is asked again', `it was asked ${asked.times} times`);
      t.mustBeLoggedIn(t.alice);
    },
  },
  {
    id: 'im/provider-fails',
    says: 'login() whose token provider fails rejects with badCredentials and leaves nothing behind',
    async check(t) {
      await t.ready();
      const heard = t.listen();
      const failing = async () => {
        throw new Error(`could not fetch ${t.alice.token}`);
      };
      const error = await t.refused(
        t.port.login({ accid: t.alice.accid, token: failing }, calm()),
        'login()',
        'badCredentials',
      );
      t.mustNotLeak(error, t.tokens);
      await t.mustHaveLeftNothing(heard);
    },
  },
];
