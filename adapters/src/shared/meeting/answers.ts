/** How long the kit may take to end something, in milliseconds: one whose IM has died never answers. */
const patience = 2_000;

/** Whether the kit did what it was asked before the patience with it was over. */
export function answers(asked: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patience);
    const over = (isDone: boolean) => () => {
      clearTimeout(timer);
      resolve(isDone);
    };
    asked.then(over(true), over(false));
  });
}
