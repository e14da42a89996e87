import assert from 'node:assert/strict';
import { join } from 'node:path';
import { run } from '../command.ts';
import { credentials, region, root } from '../place.ts';
import type { Scenario } from '../scenario.ts';

export const storesKeepContracts: Scenario = {
  name: 'the stores in DynamoDB and S3, the alerts and the rejected queue keep their contracts',
  run: async ({ endpoint }) => {
    const said = await run({
      what: 'vitest on stores.e2e.test.ts',
      file: process.execPath,
      args: [
        join(root, 'node_modules/vitest/vitest.mjs'),
        // With this root vitest finds no configuration, and only the tests that need an endpoint.
        ...['run', '--root', join(root, 'test/e2e')],
        ...['--testTimeout', '20000', '--silent', '--no-color'],
      ],
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      },
      limit: 90_000,
    });
    assert.match(said, /Tests\s+\d+ passed/);
  },
};
