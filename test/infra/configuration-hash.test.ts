import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, expect, it } from 'vitest';
import { findConfig } from '../../functions/cli/config-lookup.ts';
import { hashOf } from '../../functions/cli/doctor-look.ts';
import { readSettings } from '../../infra/settings.ts';
import { resourcesOf, synthesised } from './synthesised.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-hash-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The hash that synth gives the functions of a file, and the one that doctor compares it with. */
function hashes(text: string): readonly [deployed: unknown, here: string] {
  const config = join(folder, 'gatewatch.yaml');
  writeFileSync(config, text);
  const settings = readSettings(new App({ context: { region: 'eu-west-1', config } }), {});
  if ('problems' in settings) expect.fail(settings.problems.join('\n'));
  const { hub } = synthesised({ config: settings.config });
  const deployed = Object.values(resourcesOf(hub, 'AWS::Lambda::Function'))
    .map(({ Properties }) => Properties.Environment.Variables.CONFIG_HASH)
    .find((hash) => hash !== undefined);
  return [deployed, hashOf(findConfig(config, []).config, 'eu-west-1')];
}

it.each([
  ['an empty file', '{}\n'],
  ['one that names its Regions', 'regions: [eu-north-1, eu-west-1]\n'],
  [
    'one with much in it',
    [
      'trustedAccounts: ["444455556666"]',
      'clusterAdmins: [{ permissionSet: PlatformAdmin }]',
      'rules: { node-role-no-cni-policy: { enabled: false } }',
      'alerts: { emails: [security@example.com], minimumSeverity: HIGH }',
      '',
    ].join('\n'),
  ],
])('doctor takes %s for what synth made of it', (_, text) => {
  const [deployed, here] = hashes(text);
  expect(here).toBe(deployed);
});

it('doctor takes another file for another', () => {
  expect(hashes('{}\n')[1]).not.toBe(hashes('trustedAccounts: ["444455556666"]\n')[0]);
});
