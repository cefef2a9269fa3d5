import type { MeetingStage, TestMember } from '@partyline/conformance';
import { kitCall } from '../../emulator-http/signed-client.ts';
import { openImCloud } from './im-cloud.ts';

/** How late a slowed call is answered, in milliseconds. */
const late = 1500;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The server's side of a meeting world. Every call is plain data both ways, so that it can come from a page. */
export interface MeetingCloud extends Required<Omit<MeetingStage, 'endLogin'>> {
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Where a world's cloud is, and whom it knows. */
export interface MeetingPlace {
  readonly url: string;
  readonly appKey: string;
  readonly members: { readonly ann: TestMember; readonly ben: TestMember };
  readonly meetingNum: string;
}

/** An emulator of its own with two members and a room that a third person holds open. */
export async function openMeetingCloud(): Promise<MeetingCloud & { readonly place: MeetingPlace }> {
  const cloud = await openImCloud();
  const { emulator, place } = cloud;
  const { url, appKey, accounts } = place;
  const ann: TestMember = { userUuid: 'ann', token: 'ann-meets', im: accounts.alice };
  const ben: TestMember = { userUuid: 'ben', token: 'ben-meets', im: accounts.bob };
  for (const { userUuid, token: userToken, im } of [ann, ben]) {
    emulator.addMeetingAccount({ appKey, userUuid, userToken, accid: im.accid });
  }
  emulator.addImAccount({ appKey, accid: 'holder', token: 'holder-im' });
  emulator.addMeetingAccount({ appKey, userUuid: 'holder', userToken: 'holder-meets', accid: 'holder' });

  const meetingNum = '100';
  const call = async (what: string, body?: object): Promise<void> => {
    const [method, path] = what.split(' ');
    const request = `${method} /scene/apps/${appKey}/v2/rooms/${path}`;
    const answer = await kitCall(emulator, request, { user: 'holder', token: 'holder-meets' }, body);
    if (answer.body.code !== 0) throw new Error(`${request} was answered with ${answer.body.code}`);
  };
  const hold = async (password?: string): Promise<void> => {
    await call(`PUT ${meetingNum}`, { ...(password !== undefined && { password }) });
    await call(`POST ${meetingNum}/entry`, { role: 'host', ...(password !== undefined && { password }) });
  };
  await hold();

  let slow = false;
  let heldUntil = 0;
  let arrive = (): void => {};
  emulator.onEvent((event) => {
    if (!slow || event.type !== 'fault') return;
    heldUntil = Date.now() + late;
    arrive();
  });

  return {
    place: { url, appKey, members: { ann, ben }, meetingNum },
    async slowDown() {
      slow = true;
      emulator.addFault({ on: { service: 'kit' }, effect: { delayMs: late } });
    },
    arrived: () =>
      new Promise((resolve) => {
        arrive = resolve;
        if (heldUntil > 0) resolve();
      }),
    async speedUp() {
      slow = false;
      emulator.clearFaults();
    },
    expireLogin: async (userUuid) => {
      emulator.addFault({ on: { service: 'kit', account: userUuid }, effect: { code: 1026 } });
    },
    endRoom: (meetingNum) => call(`DELETE ${meetingNum}`),
    removeFromRoom: (meetingNum, userUuid) => {
      const accid = [ann, ben].find((member) => member.userUuid === userUuid)?.im.accid;
      return call(`DELETE ${meetingNum}/members/${accid}`);
    },
    lockRoom: async (meetingNum) => {
      const command = `POST /scene/apps/${appKey}/v2/rooms/${meetingNum}/entry`;
      emulator.addFault({ on: { service: 'kit', command }, effect: { code: 1019 } });
    },
    async protectRoom(meetingNum, password) {
      await call(`DELETE ${meetingNum}`);
      await hold(password);
    },
    kickIm: (accid) => cloud.kick(accid, 'server'),
    dropLine: cloud.dropLine,
    healLine: cloud.healLine,
    isOnline: cloud.isOnline,
    async settled() {
      while (Date.now() < heldUntil) await sleep(50);
      await cloud.settled();
    },
    close: cloud.close,
  };
}
