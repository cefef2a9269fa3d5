/**
 * Does one thing at a time: whoever asks for it while it is under way, even in the middle of its being asked for, gets the
 * answer of the one that is.
 */
export function oneAtATime<T>(act: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => {
    if (underWay) return underWay;
    let begun = (_: Promise<T>): void => {};
    const mine = new Promise<T>((resolve) => {
      begun = resolve;
    });
    underWay = mine;
    const over = (): void => {
      if (underWay === mine) underWay = undefined;
    };
    mine.then(over, over);
    const begin = async () => act();
    begun(begin());
    return mine;
  };
}
