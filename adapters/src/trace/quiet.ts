/** The same function, without what it throws: who writes down or reads must not disturb what is watched. */
export const quiet =
  <A extends readonly unknown[]>(run: (...given: A) => void) =>
  (...given: A): void => {
    try {
      run(...given);
    } catch {}
  };
