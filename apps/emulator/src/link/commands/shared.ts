import { command, empty } from '../command.ts';
import { passthrough } from '../passthrough.ts';

/** Commands both SDKs send with the same number and the same body. */
export const sharedCommands = [
  command({ id: '1_2', name: 'heartbeat', open: true, handle: () => [] }),
  command({ id: '4_5', name: 'markRead', handle: () => undefined }),
  command({
    id: '6_23',
    name: 'serverTime',
    response: ['long'],
    handle: ({ cloud }) => [cloud.clock.now()],
  }),
  empty('6_26', 'nosCdnHost'),
  empty('6_27', 'grayscaleConfig'),
  command({ id: '22_1', name: 'httpProxy', request: ['property'], response: ['property'], handle: passthrough }),
];
