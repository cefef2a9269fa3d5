import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';

const places = [
  process.env.PARTYLINE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** Starts an installed Chromium that finds no host but 127.0.0.1. */
async function launchChromium(): Promise<Browser> {
  const executablePath = places.find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined) {
    throw new Error(
      'no Chromium here: install one (Debian: apt-get install chromium) or name it in PARTYLINE_CHROMIUM',
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/** A browser, and an empty page on this machine to work in. */
export interface LocalBrowser {
  readonly browser: Browser;
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * The page has to come from a real server: Chromium only lets pages that came from this machine talk to this machine, and
 * one that the test answers itself does not count.
 */
export async function openLocalBrowser(): Promise<LocalBrowser> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>test</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await launchChromium();
  const close = async (): Promise<void> => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  return { browser, origin: `http://127.0.0.1:${port}`, close };
}

/** An empty page in a context of its own, which notes every request for another host in `strayed` and stops it. */
export async function openLocalPage({ browser, origin }: LocalBrowser, strayed: string[]): Promise<Page> {
  const context = await browser.newContext();
  await context.route(
    (url) => url.hostname !== '127.0.0.1',
    (route) => {
      strayed.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  await page.goto(origin);
  return page;
}
