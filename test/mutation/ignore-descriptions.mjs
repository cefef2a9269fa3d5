// The chart's descriptions are for readers: changing one changes no behaviour, so it is no mutant worth counting.
const isDescription = ({ node }) =>
  node.type === 'ObjectProperty' && (node.key.name === 'description' || node.key.value === 'description');

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'descriptions',
    value: { shouldIgnore: (path) => (isDescription(path) ? 'a description of the chart' : undefined) },
  },
];
