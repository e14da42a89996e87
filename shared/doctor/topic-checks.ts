import type { Check, Known } from '../model/check.ts';
import { shellCommand } from '../model/shell.ts';

/** Whether the key of a topic lets the function that publishes to it use it. */
export function keyCheck(name: string, keyArn: string, used: Known<true>): Check {
  const check = { id: `channel ${name}`, area: 'alerts' } as const;
  if (used.read) {
    const says = `The key of the topic ${name} lets the function that alerts use it.`;
    return { ...check, status: 'ok', says };
  }
  return {
    ...check,
    status: 'fault',
    says: `The key of the topic ${name} does not let the function that alerts use it, so that nothing can be published: ${used.reason}.`,
    fix: "Find out in CloudTrail who changed the key or its policy, and why. Switch the key on if it is off; this gives it back the policy that it was deployed with, which leaves it to the account's IAM:",
    commands: [putKeyPolicy(keyArn)],
  };
}

/** A topic without a key of ours has nothing that could be tried without a message. */
export function unkeyedCheck(name: string): Check {
  return {
    id: `channel ${name}`,
    area: 'alerts',
    status: 'not-applicable',
    says: `Whether the topic ${name} takes messages only a test message shows: doctor --test-message ${name}.`,
  };
}

/** What came of a test message to a topic. */
export function publishedCheck(name: string, keyArn: string | undefined, sent: Known<true>): Check {
  const check = { id: `test message ${name}`, area: 'alerts' } as const;
  if (sent.read) {
    const says = `The topic ${name} took a test message. Whoever is subscribed to it has it within a minute, unless a filter policy leaves it out.`;
    return { ...check, status: 'ok', says };
  }
  const isOfKey = keyArn !== undefined && /kms/i.test(sent.reason);
  return {
    ...check,
    status: 'fault',
    says: `The topic ${name} did not take a test message: ${sent.reason}.`,
    fix: isOfKey
      ? 'Its key does not let the function use it. This gives the key back the policy that it was deployed with:'
      : 'Find out in CloudTrail who changed the topic, its policy or the role of the function, and deploy the stack again.',
    commands: isOfKey ? [putKeyPolicy(keyArn)] : [],
  };
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function putKeyPolicy(keyArn: string): string {
  const [, partition, , region, accountId] = keyArn.split(':');
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  };
  return shellCommand([
    ...['aws', 'kms', 'put-key-policy', '--key-id', keyArn, '--policy-name', 'default'],
    ...['--policy', JSON.stringify(policy), '--region', `${region}`],
  ]);
}
