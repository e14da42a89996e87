import { describe, expect, it } from 'vitest';
import { effectOf } from '../../../functions/events/effect.ts';
import { unread } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import {
  cloudTrailEvent,
  estateOf,
  type Told,
  understood,
} from '../../support/cloud-trail-events.ts';
import { known } from '../../support/facts.ts';

const refs = ['named', 'by-id', 'other', 'unread'].map((name) => ({ region: 'eu-west-1', name }));
const [named, byId, other, notRead] = refs;
if (!named || !byId || !other || !notRead) throw new Error('four clusters');

const nodegroup = (launchTemplate: object) => ({
  name: 'blue',
  arn: 'arn:aws:eks:eu-west-1:012345678901:nodegroup/x/blue/1',
  status: 'ACTIVE',
  autoScalingGroups: [],
  launchTemplate,
});

const estate = estateOf(
  known(factKeys.clusters('eu-west-1'), ['by-id', 'named', 'other', 'unread']),
  ...[named, byId, other].map((ref) => known(factKeys.nodegroups(ref), ['blue'])),
  known(factKeys.nodegroup(named, 'blue'), nodegroup({ name: 'nodes', version: '3' })),
  known(factKeys.nodegroup(byId, 'blue'), nodegroup({ id: 'lt-1', name: 'n', version: '3' })),
  known(factKeys.nodegroup(other, 'blue'), nodegroup({ id: 'lt-2', name: 'x' })),
  [factKeys.nodegroups(notRead), unread('AccessDenied', 1)],
);

function told(
  source: string,
  eventName: string,
  requestParameters: Told['requestParameters'] = null,
) {
  return understood(cloudTrailEvent({ source, eventName, requestParameters }), estate);
}

const sweepOf = (name: string) => ({ kind: 'cluster', cluster: { region: 'eu-west-1', name } });

describe('an event about a launch template', () => {
  it.each<readonly [string, object, readonly string[]]>([
    [
      'CreateLaunchTemplateVersion',
      { CreateLaunchTemplateVersionRequest: { LaunchTemplateId: 'lt-1' } },
      ['by-id'],
    ],
    [
      'ModifyLaunchTemplate',
      { ModifyLaunchTemplateRequest: { LaunchTemplateName: 'nodes', SetDefaultVersion: 4 } },
      ['named'],
    ],
    ['DeleteLaunchTemplate', { launchTemplateId: 'lt-2' }, ['other']],
    ['DeleteLaunchTemplateVersions', { launchTemplateId: 'lt-9' }, []],
  ])(
    '%s is about the clusters whose node groups use it, and those whose node groups are not known',
    (eventName, request, clusters) => {
      const { hint } = told('aws.ec2', eventName, { ...request });
      expect(hint.sweeps).toEqual([...clusters, 'unread'].map(sweepOf));
    },
  );

  it('that does not say which is about all of the Region', () => {
    expect(told('aws.ec2', 'ModifyLaunchTemplate').hint.sweeps).toEqual([
      { kind: 'clusters', region: 'eu-west-1' },
      ...['by-id', 'named', 'other', 'unread'].map(sweepOf),
    ]);
  });
});

describe('the defaults for instance metadata', () => {
  const key = 'instance-metadata-defaults eu-west-1';
  it.each<readonly [object, readonly object[]]>([
    [
      { httpTokens: 'required', httpPutResponseHopLimit: 1 },
      [
        { key, path: 'httpTokens', value: 'required' },
        { key, path: 'httpPutResponseHopLimit', value: 1 },
      ],
    ],
    [
      {
        ModifyInstanceMetadataDefaultsRequest: {
          HttpTokens: 'no-preference',
          HttpPutResponseHopLimit: -1,
        },
      },
      [
        { key, path: 'httpTokens' },
        { key, path: 'httpPutResponseHopLimit' },
      ],
    ],
    [{ instanceMetadataTags: 'enabled' }, []],
  ])('become what %o asks for', (request, changes) => {
    const { hint, record } = told('aws.ec2', 'ModifyInstanceMetadataDefaults', { ...request });
    expect(effectOf(record, estate)).toEqual({ changes });
    expect(hint.sweeps).toEqual([{ kind: 'region', region: 'eu-west-1' }]);
  });
});

describe('an event about trails', () => {
  it.each([
    'StopLogging',
    'StartLogging',
    'DeleteTrail',
    'CreateTrail',
    'UpdateTrail',
    'PutEventSelectors',
  ])('%s is about all trails, and about what watches', (eventName) => {
    const { hint } = told('aws.cloudtrail', eventName, { name: 'main' });
    expect([hint.reads, hint.sweeps, hint.change.claims]).toEqual([
      [],
      [{ kind: 'trails', regions: ['eu-west-1', 'us-east-1'] }, { kind: 'monitor' }],
      [],
    ]);
  });
});

describe('an event about our own resources', () => {
  it.each([
    ['aws.events', 'DisableRule'],
    ['aws.lambda', 'DeleteFunction20150331'],
    ['aws.sns', 'Unsubscribe'],
    ['aws.sqs', 'PurgeQueue'],
    ['aws.kms', 'ScheduleKeyDeletion'],
    ['aws.dynamodb', 'UpdateTable'],
    ['aws.s3', 'PutBucketPolicy'],
  ])('is about what watches: %s %s', (source, eventName) => {
    const { hint, record } = told(source, eventName);
    expect([hint.sweeps, effectOf(record, estate)]).toEqual([
      [{ kind: 'monitor' }],
      { underivable: 'what watches is read, not told' },
    ]);
  });
});
