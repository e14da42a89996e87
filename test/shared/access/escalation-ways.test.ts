import { describe, expect, test } from 'vitest';
import { escalationWays } from '../../../shared/access/escalation-ways.ts';
import { escalations } from '../../../shared/access/escalations.ts';
import { isStronger } from '../../../shared/access/stronger.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import {
  type AccountSketch,
  actorIn,
  groupNamed,
  mayDo,
  me,
  roleNamed,
  userNamed,
} from '../../support/accounts.ts';
import { condition } from '../../support/iam.ts';
import { allow, deny, type RoleSketch, trusting } from '../../support/policies.ts';

const strong = roleNamed('strong');
const boundaryArn = 'arn:aws:iam::012345678901:policy/boundary';
const own = 'arn:aws:iam::012345678901:policy/own';
const ann = userNamed('ann');
const bob = userNamed('bob');
const reads = allow(
  ['secretsmanager:GetSecretValue'],
  ['arn:aws:secretsmanager:*:*:secret:prod-*'],
);
const root = { AWS: ['arn:aws:iam::012345678901:root'] };

interface Case {
  readonly as?: string;
  readonly in: AccountSketch;
  /** `id`, with ` via <arn>` and ` if <condition>` where there are. */
  readonly ways: readonly string[];
}

/** The account of a role with these permissions, beside a stronger one. */
function withRole(statements: readonly Statement[], more: AccountSketch = {}): AccountSketch {
  return { ...more, roles: { [me]: mayDo(...statements), ...more.roles } };
}

function withUser(statements: readonly Statement[], more: AccountSketch = {}): AccountSketch {
  return { ...more, users: { [ann]: { may: statements }, ...more.users } };
}

function bounded(statements: readonly Statement[], boundary: readonly Statement[]): RoleSketch {
  return { ...mayDo(...statements), boundary };
}

const cases: Readonly<Record<string, Case>> = {
  'writes into its own role': {
    in: withRole([allow(['iam:PutRolePolicy'], [me])]),
    ways: ['put-own-role-policy'],
  },
  'writes into its own role, if it has used MFA': {
    in: withRole([
      allow(['iam:PutRolePolicy'], [me], condition('Bool', 'aws:MultiFactorAuthPresent', 'true')),
    ]),
    ways: ['put-own-role-policy if Bool aws:MultiFactorAuthPresent true'],
  },
  'writes into another role, which does not let it in': {
    in: withRole([allow(['iam:PutRolePolicy'], [strong])], {
      roles: {
        [strong]: { ...mayDo(reads), trust: [trusting({ Service: ['ec2.amazonaws.com'] })] },
      },
    }),
    ways: [],
  },
  'is denied to write into its own role': {
    in: withRole([allow(['iam:PutRolePolicy']), deny(['iam:*'])]),
    ways: [],
  },
  'attaches any policy to its own role': {
    in: withRole([allow(['iam:AttachRolePolicy'], [me])]),
    ways: ['attach-own-role-policy'],
  },
  'attaches one harmless policy to its own role': {
    in: withRole([
      allow(
        ['iam:AttachRolePolicy'],
        [me],
        condition('ArnEquals', 'iam:PolicyARN', 'arn:aws:iam::aws:policy/ReadOnlyAccess'),
      ),
    ]),
    ways: [],
  },
  'attaches whatever policy is not forbidden to its own role': {
    in: withRole([
      allow(
        ['iam:AttachRolePolicy'],
        [me],
        condition('ArnNotEquals', 'iam:PolicyARN', 'arn:aws:iam::aws:policy/AdministratorAccess'),
      ),
    ]),
    ways: ['attach-own-role-policy'],
  },
  'attaches whatever policy is not forbidden, the two strongest being so': {
    in: withRole([
      allow(['iam:AttachRolePolicy'], [me]),
      deny(
        ['iam:AttachRolePolicy'],
        ['*'],
        condition(
          'ArnEquals',
          'iam:PolicyARN',
          'arn:aws:iam::aws:policy/AdministratorAccess',
          'arn:aws:iam::aws:policy/IAMFullAccess',
        ),
      ),
    ]),
    ways: ['attach-own-role-policy'],
  },
  'attaches the policy that rules IAM to its own role': {
    in: withRole([
      allow(
        ['iam:AttachRolePolicy'],
        [me],
        condition('ArnEquals', 'iam:PolicyARN', 'arn:aws:iam::aws:policy/IAMFullAccess'),
      ),
    ]),
    ways: ['attach-own-role-policy'],
  },
  'makes a role with a boundary of its choice': {
    in: withRole([
      allow(
        ['iam:CreateRole', 'iam:PutRolePolicy'],
        ['*'],
        condition('ArnLike', 'iam:PermissionsBoundary', 'arn:aws:iam::*:policy/*'),
      ),
    ]),
    ways: ['create-role-and-put-policy'],
  },
  'makes a role with one boundary only': {
    in: withRole([
      allow(
        ['iam:CreateRole', 'iam:PutRolePolicy'],
        ['*'],
        condition('ArnEquals', 'iam:PermissionsBoundary', boundaryArn),
      ),
    ]),
    ways: [],
  },
  'writes into its own role within a boundary': {
    in: { roles: { [me]: bounded([allow(['iam:*'])], [allow(['iam:PutRolePolicy', 's3:*'])]) } },
    ways: [],
  },
  'writes into its own role within a boundary that holds nothing back': {
    in: { roles: { [me]: bounded([allow(['iam:PutRolePolicy'])], [allow(['*'])]) } },
    ways: ['put-own-role-policy'],
  },
  'writes into its own user': {
    as: ann,
    in: withUser([allow(['iam:PutUserPolicy', 'iam:AttachUserPolicy'], [ann])]),
    ways: ['attach-own-user-policy', 'put-own-user-policy'],
  },
  'has the permission of users as a role': {
    in: withRole([allow(['iam:PutUserPolicy', 'iam:AttachUserPolicy'], [me])]),
    ways: [],
  },
  'rewrites a policy that it holds': {
    in: {
      roles: {
        [me]: {
          attached: {
            'arn:aws:iam::aws:policy/ReadOnlyAccess': [],
            [own]: [allow(['iam:CreatePolicyVersion'])],
          },
        },
      },
    },
    ways: [`create-policy-version via ${own}`],
  },
  'rewrites a policy of others': {
    in: withRole([allow(['iam:CreatePolicyVersion'], [own])]),
    ways: [],
  },
  'rewrites a policy that it holds within a boundary': {
    in: {
      roles: {
        [me]: {
          attached: { [own]: [allow(['iam:CreatePolicyVersion'], [own])] },
          boundary: [allow(['iam:CreatePolicyVersion'])],
        },
      },
    },
    ways: [],
  },
  'goes back to another version of a policy that it holds': {
    in: { roles: { [me]: { attached: { [own]: [allow(['iam:SetDefaultPolicyVersion'])] } } } },
    ways: [`set-default-policy-version via ${own} if another version of the policy allows more`],
  },
  'rewrites a policy that a group of its holds': {
    as: ann,
    in: {
      users: { [ann]: { groups: ['devs'], may: [allow(['iam:CreatePolicyVersion'])] } },
      groups: { [groupNamed('devs')]: [] },
      more: [
        [
          `group-policies iam ${groupNamed('devs')}`,
          { read: true, value: { inline: [], attached: [own], groups: [] }, readAt: 2 },
        ],
      ],
      policies: { [own]: [reads] },
    },
    ways: [`create-policy-version via ${own}`],
  },
  'takes away a boundary that holds something back': {
    in: {
      roles: {
        [me]: bounded([reads, allow(['iam:DeleteRolePermissionsBoundary'])], [allow(['iam:*'])]),
      },
    },
    ways: [`delete-role-permissions-boundary via ${boundaryArn}`],
  },
  'takes away a boundary that holds nothing back': {
    in: {
      roles: {
        [me]: bounded(
          [allow(['iam:DeleteRolePermissionsBoundary'])],
          [allow(['iam:*', 's3:GetObject'])],
        ),
      },
    },
    ways: [],
  },
  'chooses itself another boundary': {
    in: {
      roles: {
        [me]: bounded([reads, allow(['iam:PutRolePermissionsBoundary'])], [allow(['iam:*'])]),
      },
    },
    ways: [`put-role-permissions-boundary via ${boundaryArn}`],
  },
  'may choose itself the boundary that it has': {
    in: {
      roles: {
        [me]: bounded(
          [
            reads,
            allow(
              ['iam:PutRolePermissionsBoundary'],
              ['*'],
              condition('StringEquals', 'iam:PermissionsBoundary', boundaryArn),
            ),
          ],
          [allow(['iam:*'])],
        ),
      },
    },
    ways: [],
  },
  'rewrites its boundary': {
    in: {
      roles: {
        [me]: bounded([reads, allow(['iam:CreatePolicyVersion'])], [allow(['iam:*'])]),
      },
    },
    ways: [`rewrite-boundary via ${boundaryArn}`],
  },
  'changes the boundary of its user': {
    as: ann,
    in: {
      users: {
        [ann]: {
          may: [
            reads,
            allow(['iam:DeleteUserPermissionsBoundary', 'iam:PutUserPermissionsBoundary']),
          ],
          boundary: boundaryArn,
        },
      },
      policies: { [boundaryArn]: [allow(['iam:*'])] },
    },
    ways: [
      `delete-user-permissions-boundary via ${boundaryArn}`,
      `put-user-permissions-boundary via ${boundaryArn}`,
    ],
  },
  'has a boundary of AWS, which nobody rewrites': {
    as: ann,
    in: {
      users: {
        [ann]: {
          may: [reads, allow(['iam:CreatePolicyVersion'])],
          boundary: 'arn:aws:iam::aws:policy/IAMFullAccess',
        },
      },
      policies: { 'arn:aws:iam::aws:policy/IAMFullAccess': [allow(['iam:*'])] },
    },
    ways: [],
  },
  'writes into a group of its own': {
    as: ann,
    in: {
      users: { [ann]: { groups: ['devs'] } },
      groups: {
        [groupNamed('devs')]: [allow(['iam:PutGroupPolicy', 'iam:AttachGroupPolicy'])],
        [groupNamed('ops')]: [],
      },
    },
    ways: [
      `attach-group-policy via ${groupNamed('devs')}`,
      `put-group-policy via ${groupNamed('devs')}`,
    ],
  },
  'writes into a group of others': {
    as: ann,
    in: {
      users: {
        [ann]: { may: [allow(['iam:PutGroupPolicy'], [groupNamed('ops')])], groups: ['devs'] },
      },
      groups: { [groupNamed('devs')]: [], [groupNamed('ops')]: [] },
    },
    ways: [],
  },
  'joins a stronger group': {
    as: ann,
    in: {
      users: { [ann]: { may: [allow(['iam:AddUserToGroup'])], groups: ['devs'] } },
      groups: { [groupNamed('devs')]: [], [groupNamed('ops')]: [reads] },
    },
    ways: [`add-user-to-group via ${groupNamed('ops')}`],
  },
  'joins a group that can do no more': {
    as: ann,
    in: {
      users: { [ann]: { may: [reads, allow(['iam:AddUserToGroup'])], groups: ['devs'] } },
      groups: { [groupNamed('devs')]: [reads], [groupNamed('ops')]: [reads] },
    },
    ways: [],
  },
  'is no user to join a group': {
    in: {
      roles: { [me]: mayDo(allow(['iam:AddUserToGroup'])) },
      groups: { [groupNamed('ops')]: [reads] },
    },
    ways: [],
  },
  'makes credentials for a stronger user': {
    in: withRole(
      [allow(['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile'])],
      { users: { [ann]: {}, [bob]: { may: [reads] } } },
    ),
    ways: [
      `create-access-key via ${bob}`,
      `create-login-profile via ${bob}`,
      `update-login-profile via ${bob}`,
    ],
  },
  'makes access keys for a user that can do no more': {
    in: withRole([reads, allow(['iam:CreateAccessKey'])], { users: { [bob]: { may: [reads] } } }),
    ways: [],
  },
  [`makes access keys for itself by $\{aws:username}`]: {
    as: ann,
    in: withUser([allow(['iam:CreateAccessKey'], [`arn:aws:iam::*:user/$\{aws:username}`])], {
      users: { [bob]: { may: [reads] } },
    }),
    ways: [],
  },
  'gives a user a policy and takes its keys': {
    in: withRole([allow(['iam:AttachUserPolicy', 'iam:PutUserPolicy', 'iam:CreateAccessKey'])], {
      users: { [bob]: {} },
    }),
    ways: [
      `attach-user-policy-and-create-access-key via ${bob}`,
      `put-user-policy-and-create-access-key via ${bob}`,
    ],
  },
  'gives a bounded user a policy and takes its keys': {
    in: withRole([allow(['iam:PutUserPolicy', 'iam:CreateAccessKey'])], {
      users: { [bob]: { boundary: own } },
      policies: { [own]: [allow(['s3:*'])] },
    }),
    ways: [],
  },
  'makes a user': {
    in: withRole([
      allow(['iam:CreateUser', 'iam:AttachUserPolicy', 'iam:PutUserPolicy', 'iam:CreateAccessKey']),
    ]),
    ways: ['create-user-and-attach-policy', 'create-user-and-put-policy'],
  },
  'makes a role': {
    in: withRole([allow(['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy'])]),
    ways: [
      'attach-own-role-policy',
      'create-role-and-attach-policy',
      'create-role-and-put-policy',
      'put-own-role-policy',
    ],
  },
  'makes a role of a certain name': {
    in: withRole([allow(['iam:CreateRole', 'iam:PutRolePolicy'], [roleNamed('app-*')])]),
    ways: ['create-role-and-put-policy'],
  },
  'makes a role of one name and writes into those of another': {
    in: withRole([
      allow(['iam:CreateRole'], [roleNamed('app-*')]),
      allow(['iam:PutRolePolicy'], [roleNamed('other-*')]),
    ]),
    ways: [],
  },
  'makes roles within a boundary, as AWS documents it for delegation': {
    in: withRole([
      allow(
        ['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy'],
        [roleNamed('app-*')],
        condition('StringEquals', 'iam:PermissionsBoundary', own),
      ),
    ]),
    ways: [],
  },
  'writes into a role that it may assume': {
    in: withRole(
      [allow(['iam:AttachRolePolicy', 'iam:PutRolePolicy', 'sts:AssumeRole'], [strong])],
      { roles: { [strong]: { ...mayDo(), trust: [trusting(root)] } } },
    ),
    ways: [
      `attach-role-policy-and-assume via ${strong}`,
      `put-role-policy-and-assume via ${strong}`,
    ],
  },
  'writes into a bounded role that it may assume': {
    in: withRole([allow(['iam:PutRolePolicy'], [strong])], {
      roles: {
        [strong]: { ...bounded([], [allow(['s3:*'])]), trust: [trusting({ AWS: [me] })] },
      },
    }),
    ways: [],
  },
  'lets itself into a stronger role': {
    in: withRole([allow(['iam:UpdateAssumeRolePolicy'])], { roles: { [strong]: mayDo(reads) } }),
    ways: [`update-assume-role-policy via ${strong}`],
  },
  'lets itself into roles with one boundary only': {
    in: withRole(
      [
        allow(
          ['iam:UpdateAssumeRolePolicy'],
          ['*'],
          condition('StringEquals', 'iam:PermissionsBoundary', own),
        ),
      ],
      { roles: { [strong]: mayDo(reads) } },
    ),
    ways: [],
  },
  'lets itself into a role that can do no more': {
    in: withRole([reads, allow(['iam:UpdateAssumeRolePolicy'])], {
      roles: { [strong]: mayDo(reads) },
    }),
    ways: [],
  },
  'may change service-linked roles, which IAM refuses': {
    in: withRole([allow(['iam:UpdateAssumeRolePolicy'])], {
      roles: {
        'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS':
          mayDo(reads),
      },
    }),
    ways: [],
  },
};

describe('escalationWays', () => {
  test.each(Object.entries(cases))('of who %s', (_, { as, in: sketch, ways }) => {
    expect(waysOf(sketch, as)).toEqual(ways);
  });
});

const passed = escalations.filter(({ on }) => on === 'passed role');
const running = escalations.filter(({ on }) => on === 'running code');

describe('a row that passes a role', () => {
  test.each(passed)('$id', ({ id, steps, service = '' }) => {
    const actions = steps.map((step) => step.replace(/\/.*/, ''));
    const pass = allow(
      ['iam:PassRole'],
      ['*'],
      condition('StringEquals', 'iam:PassedToService', service),
    );
    const use = allow(actions);
    const trust = [trusting({ Service: [service] })];
    const roles = { [strong]: { ...mayDo(reads), trust } };

    expect(waysOf(withRole([pass, use], { roles }))).toContain(`${id} via ${strong}`);
    expect(waysOf(withRole([use], { roles })).join()).not.toContain(id);
    expect(waysOf(withRole([pass, allow(actions.slice(1))], { roles })).join()).not.toContain(id);
    expect(waysOf(withRole([pass, use, reads], { roles })).join()).not.toContain(id);
    expect(
      waysOf(
        withRole([pass, use], {
          roles: {
            [strong]: { ...mayDo(reads), trust: [trusting({ Service: ['eks.amazonaws.com'] })] },
          },
        }),
      ),
    ).toEqual([]);
  });

  test('heeds the service that iam:PassRole is limited to', () => {
    const pass = allow(
      ['iam:PassRole'],
      [strong],
      condition('StringEquals', 'iam:PassedToService', 'ec2.amazonaws.com'),
    );
    const trust = [trusting({ Service: ['lambda.amazonaws.com'] })];
    const use = allow(['lambda:CreateFunction', 'lambda:InvokeFunction']);
    expect(
      waysOf(withRole([pass, use], { roles: { [strong]: { ...mayDo(reads), trust } } })),
    ).toEqual([]);
  });

  test('needs one function for both steps', () => {
    const functions = 'arn:aws:lambda:*:012345678901:function:';
    const ways = (invoked: string) =>
      waysOf(
        withRole(
          [
            allow(['iam:PassRole']),
            allow(['lambda:CreateFunction'], [`${functions}app-*`]),
            allow(['lambda:InvokeFunction'], [`${functions}${invoked}`]),
          ],
          {
            roles: {
              [strong]: {
                ...mayDo(reads),
                trust: [trusting({ Service: ['lambda.amazonaws.com'] })],
              },
            },
          },
        ),
      );
    expect(ways('app-*')).toEqual([`lambda-create-function-and-invoke via ${strong}`]);
    expect(ways('other-*')).toEqual([]);
  });
});

describe('a row about running code', () => {
  test.each(running)('$id', ({ id, steps, service = '' }) => {
    const use = allow(steps.map((step) => step.replace(/\/.*/, '')));
    const roles = {
      [roleNamed('plain')]: { ...mayDo(), trust: [trusting({ Service: [service] })] },
      [strong]: { ...mayDo(reads), trust: [trusting({ Service: [service] })] },
    };
    const expected = `${id} via ${strong} if it runs with a stronger role`;
    expect(waysOf(withRole([use], { roles }))).toEqual(expect.arrayContaining([expected]));
    expect(waysOf(withRole([use, reads], { roles }))).toEqual([]);
    expect(waysOf(withRole([], { roles }))).toEqual([]);
  });

  test('may be left out', () => {
    const trust = [trusting({ Service: ['lambda.amazonaws.com'] })];
    const sketch = withRole([allow(['lambda:UpdateFunctionCode'])], {
      roles: { [strong]: { ...mayDo(reads), trust } },
    });
    const { facts, actor } = actorIn(sketch);
    expect(escalationWays({ facts, actor, isPrize: () => true }, ['running code'])).toEqual([]);
  });
});

test('every row has a case, and says where it is from', () => {
  const told = Object.values(cases).flatMap(({ ways }) => ways.map((way) => way.split(' ')[0]));
  const generic = [...passed, ...running].map(({ id }) => id);
  expect(new Set([...told, ...generic])).toEqual(new Set(escalations.map(({ id }) => id)));
  expect(new Set(escalations.map(({ id }) => id)).size).toBe(escalations.length);
  for (const { does, source } of escalations) {
    expect(does).toMatch(/^[a-z]+ .+[^.]$/);
    expect(source).toMatch(/^https:\/\/[a-z.]+\/./);
  }
});

function waysOf(sketch: AccountSketch, arn = me): readonly string[] {
  const { facts, actor } = actorIn(sketch, arn);
  const isPrize = (other: typeof actor) => isStronger(facts, other, actor);
  return escalationWays({ facts, actor, isPrize })
    .map(({ id, through, ability: { turnsOn } }) =>
      [
        id,
        ...(through === undefined ? [] : [`via ${through}`]),
        ...(turnsOn.length === 0 ? [] : [`if ${turnsOn.join(' and ')}`]),
      ].join(' '),
    )
    .sort();
}
