import { expect, it } from 'vitest';
import { policiesOf, resourcesOf, synthesised } from './synthesised.ts';

const { hub } = synthesised();
const [[id, role] = expect.fail('no heartbeat role')] = Object.entries(
  resourcesOf(hub, 'AWS::IAM::Role'),
).filter(([name]) => name.startsWith('Heartbeat'));

it('is a role without any policy, which nobody can assume', () => {
  expect(role.Properties).toEqual({
    Description: expect.stringMatching(/^Gatewatch: can do nothing/),
    MaxSessionDuration: 3600,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
    },
  });
  const attached = policiesOf(hub).filter(({ Properties }) =>
    JSON.stringify(Properties.Roles).includes(id),
  );
  expect(attached).toEqual([]);
});

it('may be tagged by the sweep, with the one tag, and by nobody else', () => {
  const tagging = policiesOf(hub).flatMap(({ Properties }) =>
    Properties.PolicyDocument.Statement.filter(({ Action }: { Action: string | string[] }) =>
      [Action].flat().includes('iam:TagRole'),
    ).map((statement: object) => [Properties.Roles, statement]),
  );
  expect(tagging).toEqual([
    [
      [{ Ref: expect.stringMatching(/^SweepRole/) }],
      {
        Effect: 'Allow',
        Action: 'iam:TagRole',
        Resource: { 'Fn::GetAtt': [id, 'Arn'] },
        Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'gatewatch:heartbeat' } },
      },
    ],
  ]);
});

it('is known by name to who tags it and to who hears of it', () => {
  const told = Object.values(resourcesOf(hub, 'AWS::Lambda::Function'))
    .filter(({ Properties }) => Properties.Environment.Variables.HEARTBEAT_ROLE_NAME?.Ref === id)
    .map(({ Properties }) => Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME);
  expect(told).toEqual(['sweep', 'access-change']);
});
