/**
 * What a person reads in the chart. The build leaves it out of the package that apps load: a description is for
 * visual tools, which load `@partyline/core/chart`.
 */
export const say = ([text = '']: TemplateStringsArray): string => text;
