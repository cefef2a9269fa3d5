import type { BindInWhenOnFluentSyntax } from 'inversify';
import { tokens } from './tokens.ts';

/** Makes a binding a singleton that is closed together with the container it was built in. */
export function closable<T extends { close(): Promise<void> }>(binding: BindInWhenOnFluentSyntax<T>): void {
  binding.inSingletonScope().onActivation((context, built) => {
    context.get(tokens.teardown, { optional: true })?.own(built, () => built.close());
    return built;
  });
}
