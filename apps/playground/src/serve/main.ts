#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from 'commander';
import open from 'open';
import pc from 'picocolors';
import { hasDesktop } from './desktop.ts';
import { StartFailure, startPlayground } from './start.ts';
import { fetchWebCore } from './web-core.ts';

/** One Ctrl-C can arrive twice: the terminal signals the whole group, and npm passes its own on. */
const SAME_CTRL_C_MS = 1000;

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return number;
}

/** Resolves on the first Ctrl-C or SIGTERM; a second one, if it is not the same, ends the process at once. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const stop = () => {
      if (first !== undefined && Date.now() - first > SAME_CTRL_C_MS) process.exit(130);
      first ??= Date.now();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}

async function show(url: string): Promise<void> {
  try {
    const browser = await open(url);
    // A browser that cannot be started is no reason to stop: the address stands above.
    browser.on('error', () => {});
  } catch {
    // The same.
  }
}

interface RunOptions {
  readonly port?: number;
  readonly open: boolean;
  readonly fetchKit?: boolean;
}

async function fetchKit(): Promise<void> {
  try {
    await fetchWebCore();
  } catch {
    throw new StartFailure('the meeting kit could not be fetched from the npm registry. Try again with a network');
  }
}

async function run({ port: asked, open: wanted, fetchKit: kit }: RunOptions): Promise<void> {
  if (kit) await fetchKit();
  // Before anything is said: whoever reads that it is running may stop it at once.
  const stopped = toldToStop();
  const playground = await startPlayground(asked === undefined ? {} : { port: asked });
  const { url } = playground;
  process.stdout.write(
    [
      '',
      `  ${pc.bold('Partyline playground')}  ${pc.cyan(url)}`,
      '',
      `  The page and the emulator of the vendor's cloud share this port. Ctrl-C stops both.`,
      `  ${pc.dim('The story in the terminal instead: npm run partyline -- demo')}`,
      '',
      '',
    ].join('\n'),
  );
  if (wanted && hasDesktop()) await show(url);
  await stopped;
  await playground.close();
}

const command = new Command('npm start --')
  .description('the playground: the session live in your browser, with the emulator of the vendor’s cloud behind it')
  .addOption(
    new Option('--port <port>', 'the port for both; without it 4870, or the next that is free').argParser(port),
  )
  .option('--no-open', 'do not open a browser')
  .option('--fetch-kit', "get the vendor's meeting kit from the npm registry, once, to run on the vendor's SDKs")
  .addHelpText(
    'after',
    `
Examples:
  npm start                          builds what is missing, starts, prints the address
  npm start -- --port 8080 --no-open

Exit codes: 0 stopped by Ctrl-C, 1 it could not start, 2 wrong usage`,
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (options: RunOptions) => {
    try {
      await run(options);
      // By hand: Node takes its signal handlers down a moment before the end, and half a doubled Ctrl-C would kill it.
      process.stdout.write('', () => process.exit(0));
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error;
      process.stderr.write(`${pc.red('error:')} ${error.message}\n`);
      process.exit(1);
    }
  });

await command.parseAsync();
