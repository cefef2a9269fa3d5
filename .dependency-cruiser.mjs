/** The walls of the house: imports point inward only (apps → adapters → core). */
export default {
  forbidden: [
    {
      name: 'core-imports-xstate-only',
      comment: 'The core embeds anywhere: no Node API, no vendor, no adapter. Its one dependency is xstate.',
      severity: 'error',
      from: { path: '^core/src' },
      to: { pathNot: ['^core/src', 'node_modules/xstate/'] },
    },
    {
      name: 'adapters-know-the-core-only',
      severity: 'error',
      from: { path: '^adapters/src' },
      to: { path: ['^apps/', '^test/'] },
    },
    {
      name: 'conformance-knows-the-core-only',
      comment: "The kit runs in any runner, in Node and in a page: no runner, no Node API, nobody's adapter.",
      severity: 'error',
      from: { path: '^test/conformance/src' },
      to: { pathNot: ['^test/conformance/src', '^core/src'] },
    },
    {
      name: 'adapters-do-not-know-each-other',
      comment:
        'An adapter imports core and its own SDK. The composition root (inversify) wires the others; trace plays on the fakes.',
      severity: 'error',
      from: { path: '^adapters/src/([^/]+)/', pathNot: '^adapters/src/(inversify|trace)/' },
      to: { path: '^adapters/src/([^/]+)/', pathNot: '^adapters/src/($1|shared)/' },
    },
    {
      name: 'trace-knows-the-fakes-only',
      severity: 'error',
      from: { path: '^adapters/src/trace/' },
      to: { path: '^adapters/src/([^/]+)/', pathNot: '^adapters/src/((trace|memory)/|shared/[^/]+$)' },
    },
    {
      name: 'a-framework-stays-in-its-adapter',
      comment: 'Whoever uses one adapter installs one framework.',
      severity: 'error',
      from: { path: '^adapters/src/', pathNot: '^adapters/src/(react|vue)/' },
      to: { path: 'node_modules/(react|react-dom|vue|@vue)/' },
    },
    {
      name: 'react-and-vue-do-not-mix',
      severity: 'error',
      from: { path: '^adapters/src/(react|vue)/' },
      to: { path: 'node_modules/(react|react-dom|vue|@vue)/', pathNot: 'node_modules/(@?$1|$1-dom)/' },
    },
    {
      name: 'pages-import-no-node',
      comment: 'What runs in a page stays clear of Node; the inspector keeps its relay in a folder of its own.',
      severity: 'error',
      from: { path: '^adapters/src/(react|vue|shared|inspector)/', pathNot: '^adapters/src/inspector/node/' },
      to: { path: ['node_modules/ws/', '^adapters/src/inspector/node/'] },
    },
    {
      name: 'pages-import-no-node-api',
      severity: 'error',
      from: { path: '^adapters/src/(react|vue|shared|inspector)/', pathNot: '^adapters/src/inspector/node/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'im-sdks-are-handed-in',
      comment:
        "The host brings its own IM SDK: what imports it at run time, or anything but the core, can't take the host's.",
      severity: 'error',
      from: { path: '^adapters/src/(nim|nim-v9)/' },
      to: { pathNot: ['^adapters/src/', '^core/src'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-an-app',
      comment: 'An app shows others its index.ts at most: the emulator is mounted, the chart is read.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/([^/]+)/', pathNot: ['^apps/$1/', '^apps/(emulator|cli)/src/index\\.ts$'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@partyline/source', 'import', 'types', 'default'],
      extensions: ['.ts', '.js'],
    },
  },
};
