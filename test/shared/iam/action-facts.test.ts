import { describe, expect, it, test } from 'vitest';
import {
  actionFacts,
  actionsOf,
  expandActions,
  resourceArnPattern,
} from '../../../shared/iam/action-facts.ts';
import { actionTable } from '../../../shared/iam/action-table.ts';
import { unpackService } from '../../../shared/iam/packed-actions.ts';
import {
  coveredServices,
  generateActionTable,
  sourceActions,
  sourceTypes,
  withoutKeys,
  withoutTypes,
} from '../../generate/action-table.ts';

describe('the facts of an action', () => {
  it('are its access level, resource types and condition keys', () => {
    expect(actionFacts('eks:AssociateAccessPolicy')).toEqual({
      name: 'eks:AssociateAccessPolicy',
      accessLevel: 'Write',
      resourceTypes: ['access-entry'],
      conditionKeys: [
        'aws:ResourceTag/$' + '{TagKey}',
        'eks:accessEntryType',
        'eks:accessScope',
        'eks:clusterName',
        'eks:kubernetesGroups',
        'eks:namespaces',
        'eks:policyArn',
        'eks:principalArn',
        'eks:username',
      ],
    });
  });

  it('are found in any case, and spelled as AWS spells them', () => {
    expect(actionFacts('IAM:passrole')?.name).toBe('iam:PassRole');
    expect(actionFacts('iam:PassRole')).toBe(actionFacts('iam:PASSROLE'));
  });

  test.each([
    ['List', 'iam:ListRoles'],
    ['Read', 'secretsmanager:GetSecretValue'],
    ['Write', 'iam:PassRole'],
    ['Tagging', 'sts:TagSession'],
    ['Permissions management', 'iam:UpdateAssumeRolePolicy'],
  ])('say %s of %s', (accessLevel, action) => {
    expect(actionFacts(action)?.accessLevel).toBe(accessLevel);
  });

  it('have no resource type when the action takes no resource', () => {
    expect(actionFacts('ec2:DescribeInstances')?.resourceTypes).toEqual([]);
    expect(actionFacts('iam:ListRoles')?.resourceTypes).toEqual([]);
  });

  it('do not pretend that a large service has no keys or types', () => {
    expect(actionFacts('ec2:TerminateInstances')).toEqual({
      name: 'ec2:TerminateInstances',
      accessLevel: 'Write',
      resourceTypes: ['instance'],
      conditionKeys: undefined,
    });
    expect(actionFacts('glue:UpdateDevEndpoint')).toEqual({
      name: 'glue:UpdateDevEndpoint',
      accessLevel: 'Write',
      resourceTypes: undefined,
      conditionKeys: undefined,
    });
  });

  test.each([
    ['an action that its service lacks', 'iam:PassRoles'],
    ['a service that the table lacks', 'iot:AttachPolicy'],
    ['a pattern', 'iam:Pass*'],
    ['a service alone', 'iam'],
    ['nothing', ''],
    ['the name of a member of every object', 'constructor:constructor'],
  ])('are unknown for %s', (_, action) => {
    expect(actionFacts(action)).toBeUndefined();
  });
});

describe('the actions of a service', () => {
  it('are all of them, sorted', () => {
    expect(actionsOf('eks-auth')).toEqual(['eks-auth:AssumeRoleForPodIdentity']);
    expect(actionsOf('EC2-Instance-Connect')).toEqual([
      'ec2-instance-connect:OpenTunnel',
      'ec2-instance-connect:SendSSHPublicKey',
      'ec2-instance-connect:SendSerialConsoleSSHPublicKey',
    ]);
  });

  it('are unknown for a service that the table lacks', () => {
    expect(actionsOf('iot')).toBeUndefined();
    expect(actionsOf('toString')).toBeUndefined();
  });
});

describe('the ARN pattern of a resource type', () => {
  test.each([
    [
      'eks',
      'cluster',
      'arn:$' + '{Partition}:eks:$' + '{Region}:$' + '{Account}:cluster/$' + '{ClusterName}',
    ],
    ['IAM', 'role', 'arn:$' + '{Partition}:iam::$' + '{Account}:role/$' + '{RoleNameWithPath}'],
    ['s3', 'object', 'arn:$' + '{Partition}:s3:::$' + '{BucketName}/$' + '{ObjectName}'],
  ])('of %s %s', (service, type, pattern) => {
    expect(resourceArnPattern(service, type)).toBe(pattern);
  });

  it('is unknown for a type or service that the table lacks', () => {
    expect(resourceArnPattern('eks', 'role')).toBeUndefined();
    expect(resourceArnPattern('glue', 'job')).toBeUndefined();
    expect(resourceArnPattern('iot', 'thing')).toBeUndefined();
  });
});

describe('a pattern', () => {
  it('expands to the actions that it covers, in any case', () => {
    expect(expandActions('eks:*accesspolic*')).toEqual([
      'eks:AssociateAccessPolicy',
      'eks:DisassociateAccessPolicy',
      'eks:ListAccessPolicies',
      'eks:ListAssociatedAccessPolicies',
    ]);
    expect(expandActions('sts:GetCallerIdentit?')).toEqual(['sts:GetCallerIdentity']);
    expect(expandActions('iam:PassRole')).toEqual(['iam:PassRole']);
  });

  it('reaches over services where its service is a pattern', () => {
    expect(expandActions('*:AssumeRoleForPodIdentity')).toEqual([
      'eks-auth:AssumeRoleForPodIdentity',
    ]);
    expect(expandActions('*')).toEqual(coveredServices.flatMap((service) => actionsOf(service)));
    expect(expandActions('?ks:*')).toEqual(actionsOf('eks'));
  });

  it('is nothing where the service has no such action, and unknown where there is no such service', () => {
    expect(expandActions('eks:Nothing*')).toEqual([]);
    expect(expandActions('eks')).toEqual([]);
    expect(expandActions('iot:*')).toBeUndefined();
  });
});

describe('the table', () => {
  it('is what `npm run generate:actions` makes of the package', async () => {
    expect(actionTable).toEqual(await generateActionTable());
  });

  test.each(coveredServices)('says of %s what the package says', async (service) => {
    const types = await sourceTypes(service);
    const keysOfType = (wanted: string) =>
      types.find(({ key }) => key === wanted)?.conditionKeys ?? [];
    const expected = (await sourceActions(service)).map((action) => ({
      name: `${service}:${action.name}`,
      accessLevel: action.accessLevel,
      resourceTypes: withoutTypes.includes(service) ? undefined : action.resourceTypes,
      conditionKeys: withoutKeys.includes(service)
        ? undefined
        : [
            ...new Set([...action.conditionKeys, ...action.resourceTypes.flatMap(keysOfType)]),
          ].sort(),
    }));
    const packed = actionTable.services[service] ?? { kinds: '', names: '' };
    const { actions, arns } = unpackService(service, packed);
    expect([...actions]).toEqual(expected.map((facts) => [facts.name.toLowerCase(), facts]));
    const left = withoutTypes.includes(service);
    expect([...arns]).toEqual(left ? [] : types.map(({ key, arn }) => [key, arn]));
  });

  it('may have keys and leave out types', () => {
    const packed = { keys: 'x:a x:{b}', kinds: 'W  1', names: '0Do.0' };
    expect([...unpackService('x', packed).actions.values()]).toEqual([
      {
        name: 'x:Do',
        accessLevel: 'Write',
        resourceTypes: undefined,
        conditionKeys: ['x:$' + '{b}'],
      },
    ]);
  });

  it('is not believed when it contradicts itself', () => {
    expect(() => unpackService('x', { kinds: 'W  ', names: '0Do.1' })).toThrow(
      'x:Do is of no kind',
    );
    expect(() => unpackService('x', { kinds: 'Q  ', names: '0Do.0' })).toThrow(
      'no access level begins with Q',
    );
  });
});
