import { startPlayground } from '@partyline/playground';
import type { BrowserContext, Page } from 'playwright-core';
import { type LocalBrowser, openLocalBrowser } from './chromium.ts';

/** How a page is opened. Without more it takes no time, in English, in light. */
export interface Look {
  readonly lang?: 'en' | 'zh';
  readonly theme?: 'light' | 'dark';
  readonly pace?: 'instant' | 'brisk' | 'slow';
  readonly width?: number;
  readonly height?: number;
}

/** A playground with a browser in front of it. */
export interface PlaygroundWorld {
  readonly url: string;
  readonly browser: LocalBrowser;
  /** A page in a context of its own. What breaks in it, and what it asks other hosts for, ends up in `troubles`. */
  open(look?: Look): Promise<Opened>;
  close(): Promise<void>;
}

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly troubles: string[];
  /** Another tab of the same person. */
  tab(): Promise<Page>;
}

export async function playgroundWorld(): Promise<PlaygroundWorld> {
  const playground = await startPlayground({ port: 0 });
  const browser = await openLocalBrowser();
  const { url } = playground;

  const open = async (look: Look = {}): Promise<Opened> => {
    const { lang = 'en', theme = 'light', pace = 'instant', width = 1440, height = 960 } = look;
    const context = await browser.browser.newContext({ viewport: { width, height }, acceptDownloads: true });
    const troubles: string[] = [];
    context.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) troubles.push(request.url());
    });
    const tab = async () => {
      const page = await context.newPage();
      page.on('pageerror', (error) => troubles.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(message.text());
      });
      await page.goto(`${url}/?lang=${lang}&theme=${theme}&pace=${pace}`);
      await page.waitForSelector('.chart-picture');
      return page;
    };
    return { page: await tab(), context, troubles, tab };
  };
  const close = async () => {
    await browser.close();
    await playground.close();
  };
  return { url, browser, open, close };
}

/** What the page says the session is in. */
export const stateOf = (page: Page) => page.locator('[data-session-state]').textContent();

/** Waits until the page says that the session is in a state. */
export const waitForState = (page: Page, state: string) =>
  page.locator(`[data-session-state]:text-is("${state}")`).waitFor({ timeout: 60_000 });

/** Gives a command with what is picked. */
export const press = (page: Page, command: string) => page.click(`[data-command="${command}"]`);
