import type { AccountsPort, ImAccountRecord, MeetingAccountRecord } from '@partyline/core';
import { must } from '../kit/broken.ts';
import type { Sentence } from '../kit/suite.ts';
import { sameId, Trial } from '../kit/trial.ts';
import { ofWorld } from '../kit/world-error.ts';
import type { AccountsCapability } from './capabilities.ts';
import type { AccountsStage, AccountsWorld } from './world.ts';

export type AccountsSentence = Sentence<AccountsTrial, AccountsCapability>;

/** A sentence about an `AccountsPort` being checked. */
export class AccountsTrial extends Trial<AccountsStage, AccountsWorld, AccountsCapability> {
  get port(): AccountsPort {
    return this.world.port;
  }

  get alice(): string {
    return this.world.free.alice;
  }

  get bob(): string {
    return this.world.free.bob;
  }

  /** What the port answers when an IM account with a token that the kit chose is created. */
  created(accid = this.alice): Promise<ImAccountRecord> {
    return this.answered(this.port.createImAccount({ accid, token: `conformance-${accid}` }), 'createImAccount()');
  }

  /** An IM account that is there: as it was asked for, whatever the answer was. */
  async im(accid = this.alice): Promise<ImAccountRecord> {
    await this.created(accid);
    return { accid, token: `conformance-${accid}` };
  }

  bind(userUuid: string, { accid, token }: ImAccountRecord): Promise<MeetingAccountRecord> {
    return this.port.createMeetingAccount({ userUuid, accid, imToken: token });
  }

  /** A meeting account with the id of the IM account that it is bound to: every generation of the API can do that. */
  async member(accid = this.alice): Promise<MeetingAccountRecord> {
    return this.answered(this.bind(accid, await this.im(accid)), 'createMeetingAccount()');
  }

  mustBeId(seen: string | undefined, expected: string, what: string): void {
    must(seen !== undefined && sameId(seen, expected), `${what} is ${expected}`, seen);
  }

  mustBeToken(token: string): void {
    must(typeof token === 'string' && token !== '', 'a token', token);
  }

  /** Whether the IM lets a client in with this token; it stays logged in. */
  letsIn(account: ImAccountRecord): Promise<boolean> {
    const logIn = this.found('logIn');
    return ofWorld(this.patience, "the stage's logIn()", async () => {
      const login = logIn.call(this.world.stage, account);
      return login.then(
        () => true,
        () => false,
      );
    });
  }
}
