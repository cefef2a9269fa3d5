import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const main = fileURLToPath(new URL('../../../apps/emulator/src/main.ts', import.meta.url));
const bundled = fileURLToPath(new URL('../../.cache/emulator-main.mjs', import.meta.url));

/** Bundles the command from its sources, so that a stale build is never what is tested. */
export async function bundleCommand(): Promise<void> {
  await build({
    entryPoints: [main],
    outfile: bundled,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // Some packages are CommonJS and ask for Node's own modules by `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
}

/** How a run of the command ended. */
export interface Exit {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A run of the command as a person starts it. */
export class CommandProcess {
  static readonly #running = new Set<ChildProcess>();

  /** Ends what a failed test has left running. */
  static endAll(): void {
    for (const child of CommandProcess.#running) child.kill('SIGKILL');
  }

  readonly exited: Promise<Exit>;
  readonly #child: ChildProcess;
  #out = '';
  #err = '';
  #watchers: (() => void)[] = [];

  constructor(...args: readonly string[]) {
    const env = { ...process.env, NO_COLOR: '1' };
    this.#child = spawn(process.execPath, [bundled, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
    CommandProcess.#running.add(this.#child);
    this.#child.once('close', () => CommandProcess.#running.delete(this.#child));
    this.#child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      this.#out += part;
      for (const watch of this.#watchers) watch();
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      this.#err += part;
    });
    this.exited = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        resolve({ code, out: this.#out, err: this.#err });
        for (const watch of this.#watchers) watch();
      });
    });
  }

  /** Waits until the output matches; answers the match. Fails when the process ends without it. */
  async says(pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const match = this.#out.match(pattern);
      if (match !== null) return match;
      if (this.#child.exitCode !== null)
        throw new Error(`it ended without saying ${pattern}: ${this.#out}${this.#err}`);
      await new Promise<void>((resolve) => {
        this.#watchers.push(resolve);
      });
    }
  }

  /** The url it says it listens on. */
  async url(): Promise<string> {
    return (await this.says(/http:\/\/127\.0\.0\.1:\d+/))[0];
  }

  /** Closes the pipe its output goes into. */
  stopReading(): void {
    this.#child.stdout?.destroy();
  }

  signal(name: 'SIGINT' | 'SIGTERM'): void {
    this.#child.kill(name);
  }

  async stop(): Promise<Exit> {
    this.signal('SIGINT');
    return this.exited;
  }
}
