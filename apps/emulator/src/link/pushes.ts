import type { Push } from './command.ts';

/** What the server says unasked, in both command sets. */
export const pushes = {
  /** One message. */
  message: { sid: 7, cid: 2, name: 'message', shape: ['property'] },
  /** A copy of a message that another device of the same account sent. */
  ownMessage: { sid: 7, cid: 101, name: 'ownMessage', shape: ['property'] },
  notification: { sid: 7, cid: 3, name: 'notification', shape: ['property'] },
  proxyNotify: { sid: 22, cid: 2, name: 'proxyNotify', shape: ['property'] },
} as const satisfies Record<string, Push>;
