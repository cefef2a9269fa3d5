import { createMemoryCloud } from '@partyline/adapters/memory';
import { createSession } from '@partyline/core';

const { ports, server } = createMemoryCloud({ appKey: 'my-app' }); // a fake cloud; your app brings its adapters' ports
const im = { accid: 'alice', token: 'im-token' };
const meeting = { userUuid: 'ann', token: 'meeting-token' };
server.addImAccount(im).addRoom({ meetingNum: '100' });
server.addMeetingAccount({ ...meeting, accid: im.accid });

const session = createSession(ports, { appKey: 'my-app' });
session.subscribe(({ state, im, meeting, room }) => console.log(state, im, meeting, room));
await session.signIn({ im, meeting });
await session.joinMeeting({ meetingNum: '100', displayName: 'Ann' });
await session.logoutMeeting(); // the meeting is over, the chat goes on
