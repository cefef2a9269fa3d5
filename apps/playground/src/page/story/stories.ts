import type { Act } from '@partyline/adapters/trace';
import type { Story } from './story.ts';

const initialize: Act = { do: 'initialize' };
const loginAlice: Act = { do: 'loginIm', accid: 'alice' };
const loginAnn: Act = { do: 'loginMeeting', userUuid: 'ann' };
const join: Act = { do: 'joinMeeting', meetingNum: '100', displayName: 'Ann' };
const signIn: Act = { do: 'signIn', im: { accid: 'alice' }, userUuid: 'ann' };
const recover: Act = { do: 'recover' };

/** Every story, in the order in which a newcomer would want them. */
export const stories: readonly Story[] = [
  {
    id: 'conflict',
    steps: [
      { acts: [{ do: 'hostLogin', accid: 'alice' }] },
      { acts: [{ do: 'kitAlone', userUuid: 'ann' }] },
      { acts: [{ do: 'hostLogin', accid: 'alice' }] },
      {},
    ],
    code: `import NIM from 'nim-web-sdk-ng';

// The chat logs in …
const nim = NIM.getInstance({ appkey, apiVersion: 'v2' });
await nim.V2NIMLoginService.login('alice', imToken);

// … and the kit, which knows nothing of it, logs the same
// account in on a connection of its own: the chat is kicked.
await kit.initialize({ appKey });
await kit.login('ann', meetingToken);`,
  },
  {
    id: 'reuse',
    steps: [
      { acts: [initialize] },
      { acts: [loginAlice] },
      { acts: [loginAnn] },
      { acts: [join] },
      { acts: [{ do: 'logoutMeeting' }] },
    ],
    code: `import { createSession } from '@partyline/core';

const session = createSession(ports, { appKey, reuse: 'required' });
session.subscribe(({ state, im, meeting }) => render(state, im, meeting));

await session.signIn({
  im: { accid: 'alice', token: imToken },
  meeting: { userUuid: 'ann', token: meetingToken },
});
await session.joinMeeting({ meetingNum: '100', displayName: 'Ann' });
await session.logoutMeeting(); // the chat goes on`,
  },
  {
    id: 'notLoggedIn',
    steps: [{ acts: [initialize] }, { acts: [loginAnn] }, { acts: [signIn] }],
    code: `const may = session.can('loginMeeting', ann);
if (!may.ok) button.title = explain(may.error, 'en').fix;

try {
  await session.loginMeeting(ann);
} catch (error) {
  if (!isSessionError(error) || error.code !== 100004) throw error;
  // Nobody is logged in at the IM: give both, in one call.
  await session.signIn({ im: alice, meeting: ann });
}`,
  },
  {
    id: 'mismatch',
    steps: [
      { acts: [initialize, loginAlice] },
      { acts: [{ do: 'loginMeeting', userUuid: 'ben' }] },
      { acts: [loginAnn] },
    ],
    code: `try {
  await session.loginMeeting(ben); // bound to bob; alice is logged in
} catch (error) {
  if (!isSessionError(error) || error.code !== 100005) throw error;
  const pair = await myServer.accountsOf(user);
  await session.logoutIm();
  await session.signIn(pair); // the pair that belongs together
}
// With a directory port the kit is never even asked:
createSession({ im, meeting, directory: myServer }, { appKey });`,
  },
  {
    id: 'guest',
    steps: [
      { acts: [initialize, loginAlice] },
      { acts: [{ do: 'joinAnonymously', meetingNum: '100', displayName: 'Guest' }] },
      { acts: [loginAnn, join] },
    ],
    code: `const guest = { meetingNum: '100', displayName: 'Guest' };

const may = session.can('joinAnonymously', guest);
if (may.ok) await session.joinAnonymously(guest);
else if (may.error.code === 112001) {
  // Under reuse the kit may not log an IM of its own in.
  await session.loginMeeting(ann);
  await session.joinMeeting({ ...guest, displayName: 'Ann' });
}`,
  },
  {
    id: 'kicked',
    steps: [
      { acts: [signIn] },
      { acts: [join] },
      { acts: [{ do: 'kick', accid: 'alice', reason: 'server' }] },
      { acts: [recover] },
      { acts: [signIn, join] },
    ],
    code: `session.on('kicked', ({ reason }) => {
  toast(\`Logged out elsewhere (\${reason})\`);
});
session.on('meetingLost', () => leaveMeetingScreen());

resumeButton.onclick = async () => {
  await session.recover();          // from failed to what is still true
  await session.signIn({ im: alice, meeting: ann });
  await session.joinMeeting(room);
};`,
  },
  {
    id: 'expired',
    steps: [
      { acts: [signIn, join] },
      { acts: [{ do: 'expireMeetingToken', userUuid: 'ann' }] },
      { acts: [recover] },
      { acts: [loginAnn] },
      { acts: [{ do: 'changeMeetingToken', userUuid: 'ann' }, loginAnn] },
    ],
    code: `// A provider is asked anew at every login and reconnect.
const ann = {
  userUuid: 'ann',
  token: () => fetch('/my-server/meeting-token').then((r) => r.text()),
};

session.on('failed', async ({ error }) => {
  if (error.kind !== 'credentialsExpired') return;
  await session.recover();          // the chat was never touched
  await session.loginMeeting(ann);  // with a fresh token
});`,
  },
  {
    id: 'twoTabs',
    steps: [
      { acts: [signIn] },
      { acts: [{ do: 'loginElsewhere', accid: 'alice' }] },
      { wait: 3_000 },
      { acts: [recover, signIn] },
    ],
    code: `session.on('kicked', async ({ reason }) => {
  if (reason !== 'otherClient') return;
  // Never log in again by yourself: the other tab would be kicked,
  // log in again, and so on. Ask the person who is looking at it.
  const here = await ask('You are signed in elsewhere. Use it here?');
  if (here) await session.signIn({ im: alice, meeting: ann });
});`,
  },
  {
    id: 'hostLeaves',
    steps: [
      { acts: [{ do: 'hostLogin', accid: 'alice' }] },
      { acts: [initialize] },
      { acts: [loginAnn, join] },
      { acts: [{ do: 'signOut' }] },
      { acts: [loginAnn, join] },
      { acts: [{ do: 'hostLogout' }] },
    ],
    code: `// The app logs its IM in by itself: the session adopts it …
await nim.V2NIMLoginService.login('alice', imToken);
await session.initialize();
await session.signIn({ meeting: ann });
session.snapshot.im?.owner; // 'host': never logged out by the session

// … and when the host leaves, a meeting on it ends. No failure.
session.on('meetingLost', () => leaveMeetingScreen());
await nim.V2NIMLoginService.logout();`,
  },
];
