import { must } from '../kit/broken.ts';
import { calm, provider } from '../kit/trial.ts';
import type { MeetingSentence, MeetingTrial } from './trial.ts';

const wrongToken = (t: MeetingTrial) => t.login({ ...t.ann, token: `${t.ann.token}-wrong` });

/** What a login that does not work does: an error that says why, and nothing else. */
export const refusedSentences: readonly MeetingSentence[] = [
  {
    id: 'meeting/login-before-initialize',
    says: 'login() before initialize() rejects with notInitialized',
    async check(t) {
      if (t.mode === 'reused') await t.imLoggedIn();
      await t.refused(t.login(t.ann), 'login()', 'notInitialized');
    },
  },
  {
    id: 'meeting/login-wrong-token',
    says: 'login() with a wrong token rejects with badCredentials and leaves nothing behind',
    async check(t) {
      await t.prepared();
      await t.refused(wrongToken(t), 'login()', 'badCredentials');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/login-unknown-member',
    says: 'login() of a member who does not exist rejects with badCredentials and leaves nothing behind',
    async check(t) {
      await t.prepared();
      const nobody = { ...t.ann, userUuid: `${t.ann.userUuid}nobody` };
      await t.refused(t.login(nobody), 'login()', 'badCredentials');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/login-expired',
    says: 'login() with an expired token rejects with credentialsExpired and leaves nothing behind',
    needs: ['expireLogin'],
    async check(t) {
      await t.prepared();
      await t.hook('expireLogin')(t.ann.userUuid);
      await t.refused(t.login(t.ann), 'login()', 'credentialsExpired');
      await t.stays(() => t.mustBeReady());
    },
  },
  {
    id: 'meeting/login-refused-then-right',
    says: 'after a refused login the right token works',
    async check(t) {
      await t.prepared();
      await t.refused(wrongToken(t), 'login()');
      await t.answered(t.login(t.ann), 'login() with the right token');
      t.mustBeMember(t.ann);
    },
  },
  {
    id: 'meeting/error-vendor-code',
    says: "what the vendor's server refused keeps the vendor's own code in vendor.code",
    async check(t) {
      await t.prepared();
      const { vendor } = await t.refused(wrongToken(t), 'login()');
      must(vendor?.code !== undefined, "a vendor.code in the refusal's error", vendor);
      must(vendor?.name !== '' && vendor?.surface !== '', 'a vendor.name and a vendor.surface', vendor);
    },
  },
  {
    id: 'meeting/error-no-token',
    says: 'no token in an error: not in its message, stack, cause, members or JSON',
    async check(t) {
      await t.prepared();
      const error = await t.refused(wrongToken(t), 'login()');
      t.mustNotLeak(error, [t.ann.token, t.ann.im.token]);
    },
  },
  {
    id: 'meeting/provider-asked-anew',
    says: 'a token provider is asked anew at every login',
    async check(t) {
      await t.prepared();
      const asked = provider(() => t.ann.token);
      const login = () => t.port.login({ userUuid: t.ann.userUuid, token: asked.provide }, t.mode, calm());
      await t.answered(login(), 'login() with a provider');
      const once = asked.times;
      must(once > 0, 'the provider is asked', `it was asked ${once} times`);
      await t.answered(t.port.logout(), 'logout()');
      await t.answered(login(), 'the second login() with a provider');
      must(asked.times > once, 'the provider is asked again', `it was asked ${asked.times} times`);
    },
  },
  {
    id: 'meeting/provider-fails',
    says: 'login() whose token provider fails rejects with badCredentials and leaves nothing behind',
    async check(t) {
      await t.prepared();
      const failing = async () => {
        throw new Error(`could not fetch ${t.ann.token}`);
      };
      const call = t.port.login({ userUuid: t.ann.userUuid, token: failing }, t.mode, calm());
      const error = await t.refused(call, 'login()', 'badCredentials');
      t.mustNotLeak(error, [t.ann.token]);
      await t.stays(() => t.mustBeReady());
    },
  },
];
