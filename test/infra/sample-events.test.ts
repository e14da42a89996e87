import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isObject } from '../../shared/model/json.ts';
import { type BusEvent, fitting, heardBy } from './listening-rules.ts';
import { config, synthesised } from './synthesised.ts';

/** As the account of the samples has it: clusters in two Regions, one of which is that of IAM. */
const deployment = synthesised({
  account: '012345678901',
  config: { ...config, regions: ['eu-west-1', 'us-east-1'] },
});

/** Which rules hear each sample: all others do not. */
const heard: Readonly<Record<string, readonly string[]>> = {
  'events/add-user-to-group': ['forward-iam', 'forwarded-iam'],
  'events/associate-access-policy': ['changes-eks'],
  'events/associate-access-policy-denied': [],
  'events/attach-role-policy': ['forward-iam', 'forwarded-iam'],
  'events/create-access-entry': ['changes-eks'],
  'events/create-access-entry-by-service': ['forward-eks', 'forwarded-eks'],
  'events/create-cluster-of-ecs': [],
  'events/create-launch-template-version': ['changes-ec2'],
  'events/create-nodegroup': ['changes-eks'],
  'events/create-pod-identity-association': ['changes-eks'],
  'events/create-policy-version': ['forward-iam', 'forwarded-iam'],
  'events/create-role': ['forward-iam', 'forwarded-iam'],
  'events/delete-access-entry': ['changes-eks'],
  'events/delete-open-id-connect-provider': ['forward-iam', 'forwarded-iam'],
  'events/delete-pod-identity-association': ['changes-eks'],
  'events/delete-role': ['forward-iam', 'forwarded-iam'],
  'events/disable-rule': ['tamper-a'],
  'events/disassociate-access-policy': ['forward-eks', 'forwarded-eks'],
  'events/forged-source': [],
  'events/put-role-policy': ['forward-iam', 'forwarded-iam'],
  'events/stop-logging': ['changes-cloudtrail', 'tamper-b'],
  'events/update-access-entry': ['changes-eks'],
  'events/update-assume-role-policy': ['forward-iam', 'forwarded-iam'],
  'events/update-cluster-config': ['changes-eks'],
  'break-in/1-create-access-entry': ['changes-eks'],
  'break-in/2-associate-access-policy': ['changes-eks'],
  'break-in/3-delete-access-entry': ['changes-eks'],
};

const files = ['events', 'break-in'].flatMap((folder) =>
  readdirSync(`examples/${folder}`)
    // Those of an audit log come by CloudWatch Logs.
    .filter((file) => file.endsWith('.json') && !file.startsWith('audit-'))
    .map((file) => `${folder}/${file.replace('.json', '')}`),
);

function sample(name: string): BusEvent {
  return JSON.parse(readFileSync(`examples/${name}.json`, 'utf8'));
}

/** The same event, but for what these members of its record say. */
function recorded(event: BusEvent, members: Readonly<Record<string, string>>): BusEvent {
  return { ...event, detail: { ...(isObject(event['detail']) && event['detail']), ...members } };
}

it('is said of every sample who hears it', () => {
  expect(Object.keys(heard).toSorted()).toEqual(files.toSorted());
});

describe.each(Object.entries(heard))('%s', (name, rules) => {
  const event = sample(name);

  it(`is heard by ${rules.join(' and ') || 'none'}`, () => {
    expect(heardBy(deployment, event)).toEqual(rules);
  });

  it.each(['my.app', 'aws.ecs', 'eks', 'AWS.EKS'])('from %s is heard by none', (source) => {
    expect(fitting(deployment, { ...event, source })).toEqual([]);
  });

  it.each(['AccessDenied', 'Client.DryRunOperation', ''])(
    'that failed with "%s" is heard by none',
    (errorCode) => {
      expect(fitting(deployment, recorded(event, { errorCode }))).toEqual([]);
    },
  );

  it.each(['AWS Service Event via CloudTrail', 'AWS Console Sign In via CloudTrail'])(
    'as %s is heard by none',
    (detailType) => {
      expect(fitting(deployment, { ...event, 'detail-type': detailType })).toEqual([]);
    },
  );

  it('under another name of a call is heard by none', () => {
    expect(heardBy(deployment, recorded(event, { eventName: 'ListAccessEntries' }))).toEqual([]);
  });

  it('in a Region where nothing of ours is, is heard by none', () => {
    expect(heardBy(deployment, { ...event, region: 'eu-north-1' })).toEqual([]);
  });
});
