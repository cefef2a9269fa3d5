const nobody: readonly string[] = [];

export const otherTabs = {
  subscribe: (_listener: () => void) => () => {},
  online: () => nobody,
};
