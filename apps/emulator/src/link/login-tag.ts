/** Tags of the login request; the same in both command sets. */
export const loginTag = {
  clientType: 3,
  os: 4,
  /** 1 when the person asked for this login, 0 when the SDK reconnects by itself. */
  appLogin: 8,
  deviceId: 13,
  appKey: 18,
  accid: 19,
  session: 26,
  customTag: 38,
  customClientType: 39,
  authType: 115,
  token: 1000,
} as const;
