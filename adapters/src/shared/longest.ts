/** The longest time a timer knows, in milliseconds: one that is longer is over at once. */
export const LONGEST = 2 ** 31 - 1;
