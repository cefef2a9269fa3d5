import {
  type ImEvent,
  type ImPort,
  type ImStatus,
  type MeetingEvent,
  type MeetingPort,
  type MeetingStatus,
  type Mode,
  type ReusePolicy,
  Secret,
} from '@partyline/core';
import { must, mustEqual } from '../kit/broken.ts';
import { Hearing } from '../kit/hearing.ts';
import type { Sentence } from '../kit/suite.ts';
import { calm, sameId, Trial } from '../kit/trial.ts';
import type { MeetingCapability } from './capabilities.ts';
import type { MeetingStage, MeetingWorld, TestMember } from './world.ts';

export type MeetingSentence = Sentence<MeetingTrial, MeetingCapability>;

/** A sentence about a `MeetingPort` being checked. */
export class MeetingTrial extends Trial<MeetingStage, MeetingWorld, MeetingCapability> {
  get port(): MeetingPort {
    return this.world.port;
  }

  get im(): ImPort {
    return this.world.im;
  }

  get ann(): TestMember {
    return this.world.members.ann;
  }

  get ben(): TestMember {
    return this.world.members.ben;
  }

  /** The way of logging in that sentences take which hold for both. */
  get mode(): Mode {
    return this.can('reused') ? 'reused' : 'owned';
  }

  get policy(): ReusePolicy {
    return this.mode === 'reused' ? 'required' : 'off';
  }

  get room() {
    return { meetingNum: this.world.meetingNum, displayName: 'Me' };
  }

  /** Brings the kit up, and under reuse the IM before it. */
  async up(reuse: ReusePolicy = this.policy): Promise<void> {
    if (reuse !== 'off') await this.imReady();
    await this.answered(this.port.initialize({ appKey: this.world.appKey, reuse }, calm()), 'initialize()');
  }

  async imReady(): Promise<void> {
    if (this.im.status().phase !== 'uninitialized') return;
    await this.answered(this.im.initialize({ appKey: this.world.appKey }, calm()), "the IM's initialize()");
  }

  /** Logs the IM in as the account that the member is bound to. */
  async imLoggedIn({ im }: TestMember = this.ann): Promise<void> {
    await this.imReady();
    const login = this.im.login({ accid: im.accid, token: new Secret(im.token) }, calm());
    await this.answered(login, "the IM's login()");
  }

  /** Everything that ann's login needs is there. */
  async prepared(): Promise<void> {
    if (this.mode === 'reused') await this.imLoggedIn();
    await this.up();
  }

  login({ userUuid, token }: Omit<TestMember, 'im'>, signal = calm(), mode = this.mode) {
    return this.port.login({ userUuid, token: new Secret(token) }, mode, signal);
  }

  /** Ann is logged in. */
  async loggedIn(): Promise<void> {
    await this.prepared();
    await this.answered(this.login(this.ann), 'login()');
  }

  /** Ann is in the room. */
  async joined(): Promise<void> {
    await this.loggedIn();
    await this.answered(this.port.join(this.room, calm()), 'join()');
  }

  listen(): Hearing<MeetingEvent, MeetingStatus> {
    return new Hearing<MeetingEvent, MeetingStatus>(this.port, this.patience);
  }

  listenToIm(): Hearing<ImEvent, ImStatus> {
    return new Hearing<ImEvent, ImStatus>(this.im, this.patience);
  }

  mustBeMember({ userUuid }: TestMember, status: MeetingStatus = this.port.status()): void {
    const named = status.phase === 'loggedIn' && status.userUuid !== undefined && sameId(status.userUuid, userUuid);
    must(named && !status.anonymous, `status() says logged in as member ${userUuid}`, status);
  }

  /** In the room, or in none when none is named. */
  mustBeIn(meetingNum: string | undefined, status: MeetingStatus = this.port.status()): void {
    mustEqual(status.phase === 'loggedIn' ? status.meetingNum : undefined, meetingNum, 'the meetingNum in status()');
  }

  mustBeReady(status: MeetingStatus = this.port.status()): void {
    must(status.phase === 'ready', 'status() says ready', status);
  }

  async mustBeOffline({ accid }: { readonly accid: string }): Promise<void> {
    must(!(await this.hook('isOnline')(accid)), `the server has no IM login of ${accid}`, 'it has one');
  }

  async mustBeOnline({ accid }: { readonly accid: string }): Promise<void> {
    must(await this.hook('isOnline')(accid), `the server has an IM login of ${accid}`, 'it has none');
  }

  /** What is so now stays so when everything that was set in motion has happened. */
  async stays(check: () => void): Promise<void> {
    check();
    await this.settled();
    check();
  }

  /** The IM that ann rides on says what it said, and nothing happened to it. */
  async mustLeaveImAlone(act: () => Promise<unknown>): Promise<void> {
    await this.settled();
    const [before, heard] = [this.im.status(), this.listenToIm()];
    await act();
    await this.settled();
    mustEqual(this.im.status(), before, "the IM's status()");
    mustEqual(heard.types, [], "the IM's events");
  }
}
