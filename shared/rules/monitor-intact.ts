import { deploymentFaults } from '../access/monitor-faults.ts';
import { defineRule } from './rule.ts';

export const monitorIntact = defineRule({
  id: 'monitor-intact',
  subject: 'monitorPart',
  severity: 'HIGH',
  title: 'A part of Gatewatch does not work as deployed',
  requires:
    'Every part of the deployment is as it was deployed: rules enabled with their patterns and targets, functions free to run and fed, topics with a confirmed subscriber, queues for failures empty, the key enabled, sweeps and heartbeats on time.',
  because:
    'Whoever wants to change access unseen switches off the watch first. A rule without its target or a function held to no concurrency makes no noise: silence then looks like calm.',
  remedy:
    'Find out in CloudTrail who changed it and why. Then run the command of the finding, or delete and deploy the stack again where a part is gone, and sweep.',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
  ],
  controls: { owasp: ['K05'], mitre: ['T1562.001', 'T1562.008'] },

  *check(part) {
    yield* deploymentFaults(part);
  },
});
