import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The browser of the machine: `CHROMIUM` names it, or it is on the PATH. Throws an Error that says what to install. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    // Chromium has no sandbox for root, as in a container.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function findChromium(): string {
  const named = process.env['CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const found = (named === undefined ? places : [named]).find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    named === undefined
      ? 'No Chromium on the PATH. Install one (Debian: apt-get install chromium), or name it: CHROMIUM=/path npm run test:browser'
      : `CHROMIUM=${named} is not there, or cannot be run.`,
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
