import { hostIsHost } from './host-is-host.ts';
import { kitLeavesImAlone } from './kit-leaves-im-alone.ts';
import { loginOrder } from './login-order.ts';
import { noAnonymousJoin } from './no-anonymous-join.ts';
import { noToken } from './no-token.ts';
import { oneImLogin } from './one-im-login.ts';
import { ownerIsTrue } from './owner-is-true.ts';
import { quietAfterLogout } from './quiet-after-logout.ts';
import { reusedIsBound } from './reused-is-bound.ts';
import { saysWhatIs } from './says-what-is.ts';
import { snapshotsAreReplaced } from './snapshots.ts';
import { total } from './total.ts';

/** True whenever anybody looks: in every listener, between any two things that happen. */
export const atEveryMoment = [reusedIsBound, quietAfterLogout, snapshotsAreReplaced, noToken, total];

/** True at the moment of every port call. */
export const atTheCall = [oneImLogin, kitLeavesImAlone, noAnonymousJoin, loginOrder, hostIsHost];

/** True when nothing is in flight. */
export const atRest = [saysWhatIs, ownerIsTrue];
