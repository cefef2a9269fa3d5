type Check = () => Promise<void>;

/** Picks one sentence out of a suite of the conformance kit and checks it. Answers what is wrong, or nothing. */
export async function checkSentence(
  suite: (test: (name: string, check: Check) => void) => void,
  name: string,
): Promise<string | undefined> {
  const sentences = new Map<string, Check>();
  suite((title, check) => sentences.set(title, check));
  try {
    const check = sentences.get(name);
    if (!check) return `there is no sentence "${name}"`;
    await check();
    return undefined;
  } catch (error) {
    const { message, cause, stack } = error as Error;
    return `${message}\n${cause instanceof Error ? cause.stack : stack}`;
  }
}
