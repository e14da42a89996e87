import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { gatewatchCli } from '../support/cli.ts';
import { launchChromium } from './chromium.ts';
import { poorContrasts } from './contrast.ts';

const wide = { width: 1440, height: 1000 };
const narrow = { width: 390, height: 844 };

const browser = await launchChromium();
const folder = mkdtempSync(join(tmpdir(), 'gatewatch-browser-'));
const address = await sampleReport();

after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Of a second sweep, which has a history. */
async function sampleReport(): Promise<string> {
  const file = join(folder, 'report.html');
  const sweep = ['sweep', '--snapshot', 'examples/brackwater', '--state', join(folder, 'state')];
  await gatewatchCli(sweep);
  const { err } = await gatewatchCli([...sweep, '--format', 'html', '--out', file]);
  assert.match(err, /Report written to/);
  return pathToFileURL(file).href;
}

/** The report of the sample estate, open in a browser without a network; fails at the end if that asked or complained. */
async function inPage(
  use: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({ viewport: wide, offline: true, ...options });
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  page.on('request', (request) => said.push(`request: ${request.url()}`));
  await page.goto(address);
  await use(page);
  await context.close();
  assert.deepEqual(said, [`request: ${address}`]);
}

function counted(page: Page): Promise<string | null> {
  return page.locator('#count').textContent();
}

function visible(page: Page) {
  return page.locator('#list > details:not([hidden])');
}

/** The list of places (c), rules (r), tenants (t) or status (o). */
function chosen(page: Page, name: 'c' | 'r' | 't' | 'o') {
  return page.locator(`select[name=${name}]`);
}

/** `SCREENSHOTS=DIR` keeps them there, to be looked at. */
async function screenshot(page: Page, name: string): Promise<void> {
  const kept = process.env['SCREENSHOTS'];
  if (kept !== undefined) await page.screenshot({ path: join(kept, `${name}.png`) });
}

describe('the report in a browser', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`opens without a network and can be read, in ${colorScheme}`, () =>
      inPage(
        async (page) => {
          assert.equal(
            await page.locator('h1').textContent(),
            'Who can get into your EKS clusters',
          );
          assert.equal(await counted(page), '124 findings.');
          await page.keyboard.press('j');
          await page.keyboard.press('Enter');
          await page.locator('.f[open] .why h5').first().waitFor();
          assert.deepEqual(await page.evaluate(poorContrasts), []);
          await screenshot(page, `top-${colorScheme}`);
        },
        { colorScheme },
      ));
  }

  it('is dark on a dark screen and light on a light one', async () => {
    const ground = 'getComputedStyle(document.body).backgroundColor';
    await inPage(async (page) => assert.equal(await page.evaluate(ground), 'rgb(246, 246, 244)'));
    await inPage(async (page) => assert.equal(await page.evaluate(ground), 'rgb(16, 19, 22)'), {
      colorScheme: 'dark',
    });
  });

  it('draws a Sankey for each cluster that somebody is known to reach', () =>
    inPage(async (page) => {
      const pictures = page.locator('svg.sankey');
      assert.equal(await pictures.count(), 3);
      const links = pictures.first().locator('.links path');
      assert.ok((await links.count()) > 20);
      const box = await links.first().boundingBox();
      assert.ok(box !== null && box.width > 100);
      await pictures.first().scrollIntoViewIfNeeded();
      await screenshot(page, 'sankey');
      await page.locator('table.heat').first().scrollIntoViewIfNeeded();
      await screenshot(page, 'heat-map');
    }));

  it('draws what came and went', () =>
    inPage(async (page) => {
      assert.equal(await page.locator('svg.history rect.came').count(), 1);
      await page.locator('#history').scrollIntoViewIfNeeded();
      await screenshot(page, 'history');
    }));

  it('filters by severity, place, rule, tenant and status', () =>
    inPage(async (page) => {
      await page.getByRole('checkbox', { name: /^High/ }).uncheck();
      await page.getByRole('checkbox', { name: /^Medium/ }).uncheck();
      await page.getByRole('checkbox', { name: /^Low/ }).uncheck();
      assert.equal(await counted(page), '8 of 124 findings.');
      await chosen(page, 'c').selectOption('eu-west-1/payments');
      assert.equal(await counted(page), '2 of 124 findings.');
      assert.equal(await visible(page).count(), 2);
      await chosen(page, 'r').selectOption('trail-logging');
      assert.equal(await counted(page), '0 of 124 findings.');
      await page.getByRole('button', { name: 'Show all findings' }).click();
      assert.equal(await counted(page), '124 findings.');
      await chosen(page, 'o').selectOption('waived');
      assert.equal(await counted(page), '1 of 124 findings.');
      await chosen(page, 'o').selectOption('');
      // One finding is about both tenants.
      await chosen(page, 't').selectOption('lumen');
      assert.equal(await counted(page), '11 of 124 findings.');
      await chosen(page, 't').selectOption('orchid');
      assert.equal(await counted(page), '3 of 124 findings.');
    }));

  it('shows the findings of one cluster from its section', () =>
    inPage(async (page) => {
      await page.getByRole('button', { name: 'Show them' }).nth(1).click();
      assert.equal(await counted(page), '28 of 124 findings.');
      assert.equal(await chosen(page, 'c').inputValue(), 'eu-west-1/storefront');
    }));

  it('searches for all words that were typed, wherever they stand in a finding', () =>
    inPage(async (page) => {
      await page.locator('#q').fill('marta.ops ADMIN');
      const titles = await visible(page).locator('summary b').allTextContents();
      assert.ok(titles.includes('Access entry makes its principal cluster admin'));
      assert.ok(titles.length < 10);
      await page.locator('#q').fill('no such thing');
      assert.equal(await page.locator('#none').isVisible(), true);
    }));

  it('is used without a mouse', () =>
    inPage(async (page) => {
      await page.keyboard.press('Tab');
      assert.equal(await page.locator(':focus').textContent(), 'Skip to the findings');
      await page.keyboard.press('/');
      await page.keyboard.type('night-support');
      assert.equal(await page.locator('#q').inputValue(), 'night-support');
      await page.keyboard.press('Escape');
      assert.equal(await counted(page), '124 findings.');
      await page.keyboard.press('Escape');
      for (const key of ['j', 'j', 'ArrowDown', 'k']) await page.keyboard.press(key);
      const second = visible(page).nth(1);
      assert.equal(
        await page.locator(':focus').textContent(),
        await second.locator('summary').textContent(),
      );
      await page.keyboard.press('Enter');
      assert.equal(await second.locator('.body').isVisible(), true);
      assert.deepEqual(await second.locator('.why h5').allTextContents(), [
        'Why it matters',
        'How to fix it',
      ]);
      await page.keyboard.press('?');
      assert.equal(await page.locator('#keys').isVisible(), true);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('#keys').isVisible(), false);
      await page.keyboard.press('?');
      await page.getByRole('button', { name: 'Close' }).click();
      assert.equal(await page.locator('#keys').isVisible(), false);
    }));

  it('fits a telephone', () =>
    inPage(
      async (page) => {
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), narrow.width);
        await page.keyboard.press('j');
        await page.keyboard.press('Enter');
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), narrow.width);
        await screenshot(page, 'telephone');
      },
      { viewport: narrow },
    ));

  it('prints: what was opened in full, the rest in a line or two', () =>
    inPage(async (page) => {
      const closed = await page.pdf({ format: 'A4' });
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      const open = await page.pdf({ format: 'A4' });
      assert.equal(closed.subarray(0, 5).toString(), '%PDF-');
      assert.ok(open.length > closed.length);
    }));

  it('can be read whole without JavaScript', () =>
    inPage(
      async (page) => {
        assert.equal(await visible(page).count(), 124);
        assert.equal(await page.locator('#filters').isVisible(), false);
        assert.equal(await page.getByText('Filter and search need JavaScript').isVisible(), true);
        const first = visible(page).first();
        await first.locator('summary').click();
        await first.getByText('Why it matters, and how to fix it').click();
        assert.equal(await page.locator('.rule:target').isVisible(), true);
      },
      { javaScriptEnabled: false },
    ));
});
