// The same port calls as an app without a session would write them: no refusals, no undo, no deadlines, no events.
import { Secret } from '@partyline/core';
import { alice, ann, appKey } from './people.mjs';

const { signal } = new AbortController();

export async function initialize({ im, meeting }) {
  await im.initialize({ appKey }, signal);
  await meeting.initialize({ appKey, reuse: 'required' }, signal);
}

export async function signIn({ im, meeting, directory }) {
  await im.login({ accid: alice.accid, token: new Secret(alice.token) }, signal);
  if ((await directory.boundAccid(ann.userUuid, signal)) !== alice.accid) throw new Error('accounts do not belong');
  await meeting.login({ userUuid: ann.userUuid, token: new Secret(ann.token) }, 'reused', signal);
}

export async function signOut({ im, meeting }) {
  await meeting.logout();
  await im.logout();
}
