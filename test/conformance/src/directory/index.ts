import { type Report, type SuiteOptions, suite } from '../kit/suite.ts';
import { type DirectoryCapability, directoryCapabilities } from './capabilities.ts';
import { DirectoryTrial, directorySentences } from './sentences.ts';
import { type DirectoryWorld, directoryShape } from './world.ts';

/** Registers a test for every sentence of the `DirectoryPort` contract. Answers what is checked and what is skipped. */
export function directoryConformance(
  options: SuiteOptions<DirectoryWorld, DirectoryCapability>,
): Report<DirectoryCapability> {
  return suite(
    {
      sentences: directorySentences,
      capabilities: directoryCapabilities,
      shape: directoryShape,
      trial: (world, patience, can) => new DirectoryTrial(world, patience, can),
    },
    options,
  );
}
