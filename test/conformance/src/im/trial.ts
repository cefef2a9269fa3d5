import { type ImEvent, type ImPort, type ImStatus, Secret } from '@partyline/core';
import { must } from '../kit/broken.ts';
import { Hearing } from '../kit/hearing.ts';
import type { Sentence } from '../kit/suite.ts';
import { calm, sameId, Trial } from '../kit/trial.ts';
import type { ImCapability } from './capabilities.ts';
import type { ImStage, ImTestAccount, ImWorld } from './world.ts';

export type ImSentence = Sentence<ImTrial, ImCapability>;

/** A sentence about an `ImPort` being checked. */
export class ImTrial extends Trial<ImStage, ImWorld, ImCapability> {
  get port(): ImPort {
    return this.world.port;
  }

  get alice(): ImTestAccount {
    return this.world.accounts.alice;
  }

  get bob(): ImTestAccount {
    return this.world.accounts.bob;
  }

  get tokens(): readonly string[] {
    return [this.alice.token, this.bob.token];
  }

  /** Brought up, by us or by a host who was there first. */
  async ready(): Promise<void> {
    if (this.port.status().phase !== 'uninitialized') return;
    await this.answered(this.port.initialize({ appKey: this.world.appKey }, calm()), 'initialize()');
  }

  /** Brought up and logged in. */
  async loggedIn(account = this.alice): Promise<void> {
    await this.ready();
    await this.answered(this.login(account), 'login()');
  }

  /** Asks for a login with a fixed token. */
  login({ accid, token }: ImTestAccount, signal = calm()): Promise<void> {
    return this.port.login({ accid, token: new Secret(token) }, signal);
  }

  listen(): Hearing<ImEvent, ImStatus> {
    return new Hearing<ImEvent, ImStatus>(this.port, this.patience);
  }

  mustBeLoggedIn({ accid }: ImTestAccount, status: ImStatus = this.port.status()): void {
    const holds = status.phase === 'loggedIn' && sameId(status.accid, accid) && status.line === 'online';
    must(holds, `status() says logged in as ${accid}, online`, status);
  }

  mustBeReady(status: ImStatus = this.port.status()): void {
    must(status.phase === 'ready', 'status() says ready', status);
  }

  async mustBeOffline({ accid }: ImTestAccount): Promise<void> {
    must(!(await this.hook('isOnline')(accid)), `the server has no login of ${accid}`, 'it has one');
  }

  /** Alice's login was refused: nothing of it may be left, then or later. */
  async mustHaveLeftNothing(heard: Hearing<ImEvent, ImStatus>): Promise<void> {
    this.mustBeReady();
    await this.settled();
    this.mustBeReady();
    this.mustNotHaveStayedIn(heard);
  }

  /** A login may have come about for a moment before it was taken back; then that was told too. */
  mustNotHaveStayedIn(heard: Hearing<ImEvent, ImStatus>): void {
    const last = heard.types.filter((type) => type === 'loggedIn' || type === 'loggedOut').at(-1);
    must(last !== 'loggedIn', 'no "loggedIn" event without a "loggedOut" after it', heard.types);
  }
}
