import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gatewatchCli } from '../support/cli.ts';
import { ocsfFaults, sarifFaults } from '../support/schemas/faults.ts';

const sample = 'examples/brackwater';

it('writes the sample estate as SARIF whose every line is one of a file of the snapshot', async () => {
  const { out, status } = await gatewatchCli(['sweep', '--snapshot', sample, '--format', 'sarif']);
  const log = JSON.parse(out);
  expect(status).toBe(1);
  expect(sarifFaults(log)).toEqual([]);
  const lineOf = new Map(
    log.runs[0].results.flatMap(({ ruleId, locations: [{ physicalLocation }] }: SarifResult) => {
      if (physicalLocation === undefined) return [[ruleId, 'nowhere']];
      const { artifactLocation, region } = physicalLocation;
      const text = readFileSync(join(sample, decodeURIComponent(artifactLocation.uri)), 'utf8');
      return [[ruleId, text.split('\n')[region.startLine - 1]?.trim()]];
    }),
  );
  expect(lineOf.get('access-entry-no-iam-user')).toBe(
    '"principalArn": "arn:aws:iam::012345678901:user/marta.ops",',
  );
  expect(lineOf.get('cluster-endpoint-private')).toBe('"endpointPrivateAccess": false,');
  expect(lineOf.get('irsa-trust-not-default-service-account')).toBe('"Sid": "Thumbnails",');
  expect(lineOf.get('waiver-in-force')).toBe('nowhere');
});

interface SarifResult {
  readonly ruleId: string;
  readonly locations: readonly [
    {
      readonly physicalLocation?: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number };
      };
    },
  ];
}

it('writes the sample estate as Compliance Findings of OCSF, one a line', async () => {
  const { out, status } = await gatewatchCli(['sweep', '--snapshot', sample, '--format', 'ocsf']);
  const events = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(status).toBe(1);
  expect(events.flatMap(ocsfFaults)).toEqual([]);
});
