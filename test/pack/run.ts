import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from './checks.ts';
import { install, succeed } from './folders.ts';

/** `npm run test:pack`: whether the package does in an empty folder what the repository does. Asks the npm registry for its dependencies. */
const began = performance.now();
const scratch = mkdtempSync(join(tmpdir(), 'gatewatch-pack-'));
let failed = 0;
try {
  say('building');
  succeed(join(import.meta.dirname, '../..'), 'npm', ['run', 'build']);
  say('packing and installing');
  const folders = install(scratch);
  for (const [name, check] of Object.entries(checks)) {
    try {
      check(folders);
      say(`ok      ${name}`);
    } catch (error) {
      failed += 1;
      say(`FAILED  ${name}\n${String(error)}`);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;

function say(text: string): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${seconds.padStart(6)} s  ${text}`);
}
