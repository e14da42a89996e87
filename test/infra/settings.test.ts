import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../infra/settings.ts';
import { defaultConfig } from '../../shared/config/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('readSettings', () => {
  it('takes account and Region from the command line before those of the CLI', () => {
    const app = new App({ context: { account: '012345678901', region: 'eu-west-1' } });
    const environment = { CDK_DEFAULT_ACCOUNT: '111122223333', CDK_DEFAULT_REGION: 'us-east-1' };
    expect(readSettings(app, environment)).toEqual({
      account: '012345678901',
      homeRegion: 'eu-west-1',
      config: defaultConfig(['eu-west-1']),
    });
  });

  it('goes without an account where none is known', () => {
    expect(readSettings(new App(), { CDK_DEFAULT_REGION: 'us-east-1' })).toEqual({
      homeRegion: 'us-east-1',
      config: defaultConfig(['us-east-1']),
    });
  });

  it('asks for a Region where none is known', () => {
    expect(readSettings(new App(), {})).toEqual({
      problems: ['No Region is known: pass one with -c region=eu-west-1 or set AWS_REGION.'],
    });
  });

  it('watches the Regions of the file, and its own where the file names none', () => {
    const regionsOf = (config: string) => {
      const settings = readSettings(new App({ context: { region: 'eu-west-1', config } }), {});
      return 'config' in settings ? settings.config.regions : settings.problems;
    };
    expect(regionsOf(file('two.yaml', 'regions: [eu-north-1, eu-west-1]\n'))).toEqual([
      'eu-north-1',
      'eu-west-1',
    ]);
    expect(regionsOf(file('none.yaml', "trustedAccounts: ['444455556666']\n"))).toEqual([
      'eu-west-1',
    ]);
  });

  it('refuses Regions of a partition that the stack is not in', () => {
    const config = file('both.yaml', 'regions: [cn-north-1, eu-west-1]\n');
    const settings = (region: string) => readSettings(new App({ context: { region, config } }), {});
    expect(settings('eu-west-1')).toEqual({
      problems: [
        `${config}: regions: cn-north-1 is in aws-cn, but eu-west-1 in aws: no account is in both.`,
      ],
    });
    expect(settings('cn-north-1')).toEqual({
      problems: [
        `${config}: regions: eu-west-1 is in aws, but cn-north-1 in aws-cn: no account is in both.`,
      ],
    });
  });

  it('takes those of its own, China as any other', () => {
    const config = file('china.yaml', 'regions: [cn-north-1, cn-northwest-1]\n');
    const app = new App({ context: { region: 'cn-northwest-1', config } });
    expect(readSettings(app, {})).toEqual({
      homeRegion: 'cn-northwest-1',
      config: defaultConfig(['cn-north-1', 'cn-northwest-1']),
    });
  });

  it('tells every problem of the file with its line', () => {
    const config = file('wrong.yaml', 'regions: [eu-west-1]\nrulez: {}\ntrustedAccounts: [12]\n');
    const settings = readSettings(new App({ context: { region: 'eu-west-1', config } }), {});
    expect(settings).toEqual({
      problems: [expect.stringContaining(`${config}:2:`), expect.stringContaining(`${config}:3:`)],
    });
  });

  it('refuses to make access entries where it has no stack', () => {
    const entries = (places: string) => {
      const text = `kubernetes: { accessEntries: [${places}] }\n`;
      const config = file('entries.yaml', text);
      const settings = readSettings(new App({ context: { region: 'eu-west-1', config } }), {});
      return 'problems' in settings ? settings.problems : [];
    };
    expect(entries('eu-west-1/payments')).toEqual([]);
    expect(entries('eu-west-1/payments, eu-west-10/payments')).toEqual([
      expect.stringMatching(
        /entries\.yaml: kubernetes\.accessEntries: eu-west-10\/payments is in a Region that is not watched$/,
      ),
    ]);
  });

  it('says so when the file is not there', () => {
    const app = new App({ context: { region: 'eu-west-1', config: 'missing.yaml' } });
    expect(readSettings(app, {})).toEqual({
      problems: ['missing.yaml: no such file; -c config= names a gatewatch.yaml.'],
    });
  });
});
