import { put } from '../cloud-trail.ts';
import type { Scenario } from '../scenario.ts';
import { keysUnder } from '../sweeps.ts';
import { until } from '../wait.ts';

export const deploymentSweeps: Scenario = {
  name: 'a completed deployment starts a sweep, which announces nothing that is known',
  run: async (world) => {
    const { clients, deployment, inbox } = world;
    const before = await keysUnder(world, 'reports/');

    await put(
      clients.events,
      'aws.cloudformation',
      {
        'stack-id': deployment.stackArn,
        'logical-resource-id': '',
        'physical-resource-id': '',
        'status-details': { status: 'UPDATE_COMPLETE', 'status-reason': '' },
      },
      'CloudFormation Stack Status Change',
    );

    await until('A sweep after the deployment leaves its report', async () => {
      const after = await keysUnder(world, 'reports/');
      return after.length > before.length ? true : undefined;
    });
    await inbox.staysEmpty('Nothing has changed since the first sweep');
  },
};
