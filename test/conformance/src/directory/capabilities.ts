/** What a world for the directory suite may be unable to do. */
export type DirectoryCapability =
  /** Look-ups can be made to take long. */
  | 'slow'
  /** The directory can be cut off. */
  | 'unreachable';

export const directoryCapabilities: readonly DirectoryCapability[] = ['slow', 'unreachable'];
