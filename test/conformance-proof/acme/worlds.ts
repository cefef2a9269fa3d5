import type { ImWorld, MeetingWorld } from '@partyline/conformance';
import type { Manner } from './calls.ts';
import { AcmeDevice } from './im-client.ts';
import { acmeImPort } from './im-port.ts';
import { acmeMeetingPort } from './meeting-port.ts';
import { AcmeServer, type Answer } from './server.ts';

const alice = { accid: 'alice', token: 'alice-token' };
const bob = { accid: 'bob', token: 'bob-token' };
const ann = { userUuid: 'ann', token: 'ann-token', im: alice };
const ben = { userUuid: 'ben', token: 'ben-token', im: bob };
const whys = { otherClient: 'other', server: 'server', kickedByClient: 'remote', quiet: 'quiet' } as const;

const promised = <T>(ask: (answer: Answer<T>) => void) =>
  new Promise<void>((resolve, reject) => ask((error) => (error ? reject(error) : resolve())));

/** A cloud with two IM accounts, two members and a room. */
function cloud(latency: number, { slow: way = 'there' }: Manner) {
  const server = new AcmeServer(latency);
  for (const { accid, token } of [alice, bob]) server.accounts.set(accid, { token, disabled: false });
  for (const { userUuid, token, im } of [ann, ben]) {
    server.members.set(userUuid, { token, accid: im.accid, expired: false });
  }
  server.rooms.set('100', { locked: false, password: undefined });
  const stage = {
    dropLine: async () => server.drop(),
    healLine: async () => server.heal(),
    slowDown: async () => {
      server.slow = way;
    },
    arrived: () => server.arrived(),
    speedUp: async () => {
      server.slow = undefined;
    },
    isOnline: async (accid: string) => server.lines.has(accid),
  };
  return { server, device: new AcmeDevice(server), stage };
}

export function acmeImWorld(latency: number, manner: Manner): ImWorld {
  const { server, device, stage } = cloud(latency, manner);
  const port = acmeImPort(device, manner);
  return {
    port,
    appKey: 'app',
    accounts: { alice, bob },
    stage: {
      ...stage,
      kick: async (accid, reason) => server.kick(accid, whys[reason]),
      changeToken: async (accid, token) => void server.accounts.set(accid, { token, disabled: false }),
      disable: async (accid) => void server.accounts.set(accid, { token: '', disabled: true }),
      hostLogin: ({ accid, token }) =>
        promised((answer) => (device.client ?? device.make('app')).login(accid, token, async () => token, answer)),
      hostLogout: () => promised((answer) => device.client?.logout(() => answer(undefined))),
      hostAccount: async () => device.client?.user,
    },
    settled: () => server.settled(),
    dispose: () => port.close(),
  };
}

export function acmeMeetingWorld(latency: number, manner: Manner): MeetingWorld {
  const { server, device, stage } = cloud(latency, manner);
  const im = acmeImPort(device, manner);
  const port = acmeMeetingPort(server, device, manner);
  return {
    port,
    im,
    appKey: 'app',
    members: { ann, ben },
    meetingNum: '100',
    stage: {
      ...stage,
      endLogin: async (userUuid) => server.visitors.get(userUuid)?.out('ended'),
      expireLogin: async (userUuid) => {
        const member = server.members.get(userUuid);
        if (member) member.expired = true;
        server.visitors.get(userUuid)?.out('expired');
      },
      endRoom: async () => {
        for (const visitor of server.visitors.values()) visitor.out('roomEnded');
      },
      removeFromRoom: async (_, userUuid) => server.visitors.get(userUuid)?.out('removed'),
      lockRoom: async (meetingNum) => void server.rooms.set(meetingNum, { locked: true, password: undefined }),
      protectRoom: async (meetingNum, password) => void server.rooms.set(meetingNum, { locked: false, password }),
      kickIm: async (accid) => server.kick(accid, 'server'),
    },
    settled: () => server.settled(),
    async dispose() {
      await port.close();
      await im.close();
    },
  };
}
