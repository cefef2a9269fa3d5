/**
 * How long a kit may take to end something, in milliseconds. One whose IM has died never answers, and whoever logs out,
 * leaves or closes must not wait for ever.
 */
const patience = 2_000;

/** How long what nobody waits for any more may take to land, in milliseconds, before the kit is taken for dead. */
export const landing = 30_000;

/** Whether the kit did what it was asked before the patience with it was over. One that throws at once did not. */
export function answers(ask: () => Promise<unknown>, ms = patience): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    const over = (isDone: boolean) => () => {
      clearTimeout(timer);
      resolve(isDone);
    };
    const asked = async () => ask();
    asked().then(over(true), over(false));
  });
}
