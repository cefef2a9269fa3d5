// Starts the playground as a person would, looks whether the page is there, and stops it as a person would.
import { spawn } from 'node:child_process';

const LONG = 300_000;

const child = spawn('npm', ['start', '--', '--no-open', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
/** Ctrl-C in a terminal reaches everybody that was started there. */
const signal = (name) => {
  try {
    process.kill(-child.pid, name);
  } catch {
    // They are gone already.
  }
};
const fail = (message) => {
  console.error(`npm start: ${message}`);
  signal('SIGTERM');
  process.exit(1);
};
const patience = setTimeout(() => fail(`nothing within ${LONG / 1000} s`), LONG);

const address = await new Promise((resolve) => {
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    process.stdout.write(text);
    said += text;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them.
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said.replaceAll(/\u001b\[\d+m/g, ''));
    if (found) resolve(found[0]);
  });
  child.on('exit', (code) => fail(`ended with ${code} before it said where it is`));
});

child.removeAllListeners('exit');
const ended = new Promise((resolve) => child.on('exit', (code, by) => resolve(by ?? code)));
const page = await fetch(address);
const text = await page.text();
if (!page.ok || !text.includes('<title>Partyline playground</title>')) fail(`${address} answered ${page.status}`);
const state = await fetch(`${address}/__emulator/state`);
if (!state.ok) fail(`the emulator at ${address} answered ${state.status}`);

signal('SIGINT');
const code = await ended;
clearTimeout(patience);
// npm and its shell are hit by the same Ctrl-C, and npm tells it as it likes; what counts is that nothing stays behind.
if (![0, 130, 'SIGINT'].includes(code)) fail(`Ctrl-C ended it with ${code}`);
const gone = async () => {
  try {
    await fetch(address);
    return false;
  } catch {
    return true;
  }
};
for (let tries = 0; !(await gone()); tries++) {
  if (tries > 100) fail(`${address} still answers after Ctrl-C`);
  await new Promise((resolve) => setTimeout(resolve, 100));
}
console.log(`npm start: the page and the emulator were at ${address}, and Ctrl-C ended both`);
