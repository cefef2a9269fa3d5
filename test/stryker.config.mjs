// Changes the session's rules, plan and chart in every small way and asks whether a test notices. Run from the root of
// the workspace: `npm run mutation`. It takes a while and is no part of `npm test`.
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/ignore-descriptions.mjs'],
  ignorers: ['descriptions'],
  mutate: [
    'rules',
    'machine',
    'plan',
    'believe',
    'outcomes',
    'goal',
    'reports',
    'verify',
    'session',
    'vocabulary',
    'states/*',
  ].map((file) => `core/src/${file}.ts`),
  ignorePatterns: ['**/dist', '**/coverage', '**/reports', '.git', '**/all.bundle.mjs*'],
  reporters: ['clear-text', 'progress', 'html', 'json'],
  htmlReporter: { fileName: 'test/reports/mutation.html' },
  jsonReporter: { fileName: 'test/reports/mutation.json' },
  clearTextReporter: { reportTests: false, allowColor: false },
  tempDirName: '.stryker-tmp',
  concurrency: 2,
  // A loop is found out by the tests themselves (loops.ts), a machine that is busy is no reason to give a mutant up.
  timeoutMS: 20_000,
  timeoutFactor: 1,
  thresholds: { high: 95, low: 90, break: 90 },
};
