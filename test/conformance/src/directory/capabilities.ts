/** What a world for the directory suite may be unable to do. */
export type DirectoryCapability =
  /** Look-ups can be given up: the port heeds its signal. */
  | 'abort'
  /** Look-ups can be made to take long. */
  | 'slow'
  /** The directory can be cut off. */
  | 'unreachable'
  /** The directory logs in somewhere with something that must not show. */
  | 'secrets';

export const directoryCapabilities: readonly DirectoryCapability[] = ['abort', 'slow', 'unreachable', 'secrets'];
