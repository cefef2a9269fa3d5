// Ports that do the least a port can do: a flag each, answered in the same microtask. What a session costs over them is
// the session's own cost.

const idle = { phase: 'uninitialized' };
const ready = { phase: 'ready' };

export function leastPorts() {
  const nobody = Promise.resolve();
  let im = idle;
  let meeting = idle;
  const off = () => {};
  return {
    im: {
      status: () => im,
      initialize() {
        im = ready;
        return nobody;
      },
      login({ accid }) {
        im = { phase: 'loggedIn', accid, line: 'online' };
        return nobody;
      },
      logout() {
        im = ready;
        return nobody;
      },
      subscribe: () => off,
      close() {
        im = idle;
        return nobody;
      },
    },
    meeting: {
      status: () => meeting,
      initialize() {
        meeting = ready;
        return nobody;
      },
      async login({ userUuid }) {
        meeting = { phase: 'loggedIn', userUuid, anonymous: false };
        return { accid: im.accid };
      },
      logout() {
        meeting = ready;
        return nobody;
      },
      join: async ({ meetingNum }) => ({ meetingNum }),
      joinAnonymously: async ({ meetingNum }) => ({ accid: 'guest', meetingNum }),
      leave: () => nobody,
      subscribe: () => off,
      close() {
        meeting = idle;
        return nobody;
      },
    },
    directory: { boundAccid: async () => 'alice' },
  };
}
