// The chart's descriptions are for readers: changing one changes no behaviour, so it is no mutant worth counting.
const isSaid = ({ node }) => node.type === 'TaggedTemplateExpression' && node.tag.name === 'say';

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'descriptions',
    value: { shouldIgnore: (path) => (isSaid(path) ? 'a description of the chart' : undefined) },
  },
];
