import { describe, expect, test } from 'vitest';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Answer, Outcome } from '../../../shared/model/reading.ts';
import { factsOf } from '../../../shared/wire/facts-of.ts';
import { snapshotPaths } from '../../../shared/wire/snapshot-path.ts';
import {
  account,
  clusterDocument,
  entryDocument,
  groupArn,
  policiesDocument,
  policyArn,
  prod,
  roleArn,
  roleDocument,
  selectorsDocument,
  trailArn,
  trailDocument,
  userArn,
  userDocument,
  viewPolicyArn,
} from '../../support/raw-answers.ts';

const readAt = 1_000;
const newYear = Date.UTC(2025, 0, 1);
const denied: Outcome = { kind: 'unread', reason: 'AccessDenied: no' };
const gone: Outcome = { kind: 'absent' };

describe('the clusters of a Region', () => {
  const path = snapshotPaths.clusters('eu-west-1');
  const key = factKeys.clusters('eu-west-1');

  test('are a sorted list without repetition', () => {
    expect(facts({ path, outcome: items('prod', 'dev', 'prod') })).toEqual([
      [key, { read: true, value: ['dev', 'prod'], readAt }],
    ]);
    expect(facts({ path, outcome: items() })).toEqual([[key, { read: true, value: [], readAt }]]);
  });

  test('are unread with the reason, or absent', () => {
    expect(facts({ path, outcome: denied })).toEqual([[key, unread('AccessDenied: no')]]);
    expect(facts({ path, outcome: gone })).toEqual([[key, { read: true, absent: true, readAt }]]);
  });

  test('are never taken from a document', () => {
    expect(facts({ path, outcome: document([]) })).toEqual([[key, unread('expected a list')]]);
  });

  test('are unread when a name could be no cluster', () => {
    expect(facts({ path, outcome: items('prod', '../iam\u001b') })).toEqual([
      [key, unread('clusters: "../iam\\u001b" is not a cluster name')],
    ]);
  });

  test('have no elements', () => {
    expect(facts({ path, item: 'prod', outcome: denied })).toEqual([]);
    expect(facts({ path, item: 'prod', part: 'x', outcome: denied })).toEqual([]);
  });
});

describe('a cluster', () => {
  const path = snapshotPaths.cluster(prod);
  const key = factKeys.cluster(prod);
  const { cluster } = clusterDocument;

  test('with everything that we use', () => {
    expect(facts({ path, outcome: document(clusterDocument) })).toStrictEqual([
      [
        key,
        present({
          region: 'eu-west-1',
          name: 'prod',
          arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod',
          status: 'ACTIVE',
          endpointPublicAccess: true,
          endpointPrivateAccess: false,
          publicAccessCidrs: ['198.51.100.0/24'],
          encryptionKeyArns: [],
          version: '1.33',
          authenticationMode: 'API',
          bootstrapClusterCreatorAdminPermissions: false,
          oidcIssuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC',
        }),
      ],
    ]);
  });

  const bare = {
    region: 'eu-west-1',
    name: 'prod',
    arn: cluster.arn,
    status: 'A_NEW_STATUS',
    endpointPublicAccess: false,
    endpointPrivateAccess: true,
    publicAccessCidrs: [],
    encryptionKeyArns: [],
  };
  const bareDocument = {
    arn: cluster.arn,
    status: 'A_NEW_STATUS',
    resourcesVpcConfig: {
      endpointPublicAccess: false,
      endpointPrivateAccess: true,
      publicAccessCidrs: [],
    },
  };
  test.each([
    ['without members', {}],
    ['with empty members', { accessConfig: {}, identity: {} }],
    ['with null for members', { accessConfig: null, identity: null, version: null }],
    [
      'with null inside members',
      { accessConfig: { authenticationMode: null }, identity: { oidc: null } },
    ],
    ['with an OIDC member without issuer', { identity: { oidc: { issuer: null } } }],
  ])('%s that not every cluster has', (_, members) => {
    expect(
      facts({ path, outcome: document({ cluster: { ...bareDocument, ...members } }) }),
    ).toStrictEqual([[key, present(bare)]]);
  });

  test('keeps an authentication mode of tomorrow', () => {
    const [[, fact] = []] = facts({
      path,
      outcome: document({
        cluster: { ...bareDocument, accessConfig: { authenticationMode: 'NEW' } },
      }),
    });
    expect(fact).toEqual(present({ ...bare, authenticationMode: 'NEW' }));
  });

  test.each([
    ['no cluster', {}, 'cluster: expected object'],
    ['a list for a document', [], 'expected object'],
    [
      'no network configuration',
      { cluster: { ...cluster, resourcesVpcConfig: null } },
      'cluster.resourcesVpcConfig: expected object',
    ],
    [
      'text for CIDRs',
      vpc({ publicAccessCidrs: '0.0.0.0/0' }),
      'cluster.resourcesVpcConfig.publicAccessCidrs: expected array',
    ],
    [
      'no CIDRs',
      vpc({ publicAccessCidrs: null }),
      'cluster.resourcesVpcConfig.publicAccessCidrs: expected array',
    ],
    [
      'text for a boolean',
      vpc({ endpointPublicAccess: 'false' }),
      'cluster.resourcesVpcConfig.endpointPublicAccess: expected boolean',
    ],
    [
      'no private endpoint',
      vpc({ endpointPrivateAccess: null }),
      'cluster.resourcesVpcConfig.endpointPrivateAccess: expected boolean',
    ],
    ['no ARN', { cluster: { ...cluster, arn: 1 } }, 'cluster.arn: expected string'],
    ['no status', { cluster: { ...cluster, status: null } }, 'cluster.status: expected string'],
    [
      'a number for the mode',
      { cluster: { ...cluster, accessConfig: { authenticationMode: 1 } } },
      'cluster.accessConfig.authenticationMode: expected string',
    ],
    [
      'text for the creator flag',
      { cluster: { ...cluster, accessConfig: { bootstrapClusterCreatorAdminPermissions: 'no' } } },
      'cluster.accessConfig.bootstrapClusterCreatorAdminPermissions: expected boolean',
    ],
    [
      'a number for the issuer',
      { cluster: { ...cluster, identity: { oidc: { issuer: 1 } } } },
      'cluster.identity.oidc.issuer: expected string',
    ],
    [
      'a number for the version',
      { cluster: { ...cluster, version: 1.33 } },
      'cluster.version: expected string',
    ],
    [
      "another cluster's answer",
      { cluster: { ...cluster, arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/dev' } },
      'cluster.arn: expected arn:aws:eks:eu-west-1:111122223333:cluster/prod',
    ],
    [
      "another account's answer",
      { cluster: { ...cluster, arn: 'arn:aws:eks:eu-west-1:444455556666:cluster/prod' } },
      'cluster.arn: expected arn:aws:eks:eu-west-1:111122223333:cluster/prod',
    ],
  ])('is unread, naming the key, with %s', (_, json, reason) => {
    expect(facts({ path, outcome: document(json as Json) })).toEqual([[key, unread(reason)]]);
  });

  test('is unread with the reason, or absent', () => {
    expect(facts({ path, outcome: denied })).toEqual([[key, unread('AccessDenied: no')]]);
    expect(facts({ path, outcome: gone })).toEqual([[key, { read: true, absent: true, readAt }]]);
    expect(facts({ path, outcome: items('prod') })).toEqual([[key, unread('expected a document')]]);
  });

  test('has its ARN in the partition of the account', () => {
    const arn = 'arn:aws-cn:eks:eu-west-1:111122223333:cluster/prod';
    const answer = { path, readAt, outcome: document({ cluster: { ...bareDocument, arn } }) };
    expect(factsOf(answer, { ...account, partition: 'aws-cn' })).toEqual([
      [key, present({ ...bare, arn })],
    ]);
  });

  function vpc(members: object) {
    return {
      cluster: { ...cluster, resourcesVpcConfig: { ...cluster.resourcesVpcConfig, ...members } },
    };
  }
});

describe('access entries', () => {
  const path = snapshotPaths.accessEntries(prod);
  const listKey = factKeys.accessEntries(prod);
  const entryKey = factKeys.accessEntry(prod, roleArn);
  const policiesKey = factKeys.accessPolicies(prod, roleArn);
  const entry = {
    principalArn: roleArn,
    type: 'STANDARD',
    kubernetesGroups: ['deployers'],
    username: 'ci:{{SessionName}}',
    createdAt: newYear,
  };
  const policies = [
    { policyArn: viewPolicyArn, accessScope: { type: 'namespace', namespaces: ['payments-*'] } },
  ];

  test('are a list of whatever principals', () => {
    expect(facts({ path, outcome: items('b"\n<b>', 'a') })).toEqual([
      [listKey, present(['a', 'b"\n<b>'])],
    ]);
    expect(facts({ path, outcome: denied })).toEqual([[listKey, unread('AccessDenied: no')]]);
  });

  test('are each one document, with or without its access policies', () => {
    const whole = { accessEntry: entryDocument, associatedAccessPolicies: policiesDocument };
    expect(facts({ path, item: roleArn, outcome: document(whole) })).toStrictEqual([
      [entryKey, present(entry)],
      [policiesKey, present(policies)],
    ]);
    expect(
      facts({ path, item: roleArn, outcome: document({ accessEntry: entryDocument }) }),
    ).toEqual([[entryKey, present(entry)]]);
  });

  test('come in parts, a call each', () => {
    expect(
      facts({ path, item: roleArn, part: 'accessEntry', outcome: document(entryDocument) }),
    ).toEqual([[entryKey, present(entry)]]);
    expect(
      facts({
        path,
        item: roleArn,
        part: 'associatedAccessPolicies',
        outcome: document(policiesDocument),
      }),
    ).toEqual([[policiesKey, present(policies)]]);
  });

  test.each([
    ['unread', denied, unread('AccessDenied: no')],
    ['absent', gone, { read: true, absent: true, readAt }],
    ['a list where a document belongs', items('x'), unread('expected a document')],
  ] as const)('%s: the item takes both facts with it, a part only its own', (_, outcome, fact) => {
    expect(facts({ path, item: roleArn, outcome })).toEqual([
      [entryKey, fact],
      [policiesKey, fact],
    ]);
    expect(facts({ path, item: roleArn, part: 'accessEntry', outcome })).toEqual([
      [entryKey, fact],
    ]);
    expect(facts({ path, item: roleArn, part: 'associatedAccessPolicies', outcome })).toEqual([
      [policiesKey, fact],
    ]);
    expect(facts({ path, item: roleArn, part: 'tags', outcome })).toEqual([]);
  });

  test('may lack user name, groups and date', () => {
    const json = { principalArn: roleArn, type: 'A_NEW_TYPE', username: null };
    expect(
      facts({ path, item: roleArn, part: 'accessEntry', outcome: document(json) }),
    ).toStrictEqual([
      [entryKey, present({ principalArn: roleArn, type: 'A_NEW_TYPE', kubernetesGroups: [] })],
    ]);
  });

  test('may hold policies over a whole cluster, or in a scope of tomorrow', () => {
    const json = [
      { policyArn: 'a', accessScope: { type: 'cluster', namespaces: [] } },
      { policyArn: 'b', accessScope: { type: 'galaxy' } },
    ];
    expect(
      facts({ path, item: roleArn, part: 'associatedAccessPolicies', outcome: document(json) }),
    ).toEqual([
      [
        policiesKey,
        present([
          { policyArn: 'a', accessScope: { type: 'cluster', namespaces: [] } },
          { policyArn: 'b', accessScope: { type: 'galaxy', namespaces: [] } },
        ]),
      ],
    ]);
  });

  test.each([
    ['no entry', {}, 'accessEntry: expected object'],
    ['a list for an element', [], 'accessEntry: expected object'],
    ['no type', { accessEntry: { principalArn: roleArn } }, 'accessEntry.type: expected string'],
    [
      'no principal',
      { accessEntry: { type: 'STANDARD' } },
      'accessEntry.principalArn: expected string',
    ],
    [
      "another principal's entry",
      { accessEntry: { ...entryDocument, principalArn: userArn } },
      `accessEntry.principalArn: expected ${roleArn}`,
    ],
    [
      'text for groups',
      { accessEntry: { ...entryDocument, kubernetesGroups: 'x' } },
      'accessEntry.kubernetesGroups: expected array',
    ],
    [
      'a number among groups',
      { accessEntry: { ...entryDocument, kubernetesGroups: ['x', 1] } },
      'accessEntry.kubernetesGroups[1]: expected string',
    ],
    [
      'a date in words',
      { accessEntry: { ...entryDocument, createdAt: 'today' } },
      'accessEntry.createdAt: expected a time',
    ],
    [
      'a number for the user name',
      { accessEntry: { ...entryDocument, username: 1 } },
      'accessEntry.username: expected string',
    ],
  ])('with %s are unread without their policies', (_, json, reason) => {
    const withPolicies = Array.isArray(json) ? json : { ...json, associatedAccessPolicies: [] };
    const answered = facts({ path, item: roleArn, outcome: document(withPolicies as Json) });
    expect(answered[0]).toEqual([entryKey, unread(reason)]);
    expect(answered.slice(1)).toEqual(Array.isArray(json) ? [] : [[policiesKey, present([])]]);
  });

  test.each([
    ['null', null, ': expected array'],
    ['an object', {}, ': expected array'],
    [
      'a policy without ARN',
      [{ accessScope: { type: 'cluster' } }],
      '[0].policyArn: expected string',
    ],
    ['a policy without scope', [{ policyArn: 'a' }], '[0].accessScope: expected object'],
    [
      'a scope without type',
      [{ policyArn: 'a', accessScope: {} }],
      '[0].accessScope.type: expected string',
    ],
    [
      'text for namespaces',
      [{ policyArn: 'a', accessScope: { type: 'namespace', namespaces: 'x' } }],
      '[0].accessScope.namespaces: expected array',
    ],
  ])('with %s for policies keep the entry', (_, json, reason) => {
    expect(
      facts({
        path,
        item: roleArn,
        outcome: document({ accessEntry: entryDocument, associatedAccessPolicies: json }),
      }),
    ).toEqual([
      [entryKey, present(entry)],
      [policiesKey, unread(`associatedAccessPolicies${reason}`)],
    ]);
  });
});

describe('roles and users', () => {
  const path = snapshotPaths.iam();
  const roleKey = factKeys.role(roleArn);
  const trustKey = factKeys.trustPolicy(roleArn);
  const rolePoliciesKey = factKeys.rolePolicies(roleArn);
  const lastUsedKey = factKeys.roleLastUsed(roleArn);
  const userKey = factKeys.user(userArn);
  const userPoliciesKey = factKeys.userPolicies(userArn);
  const noPolicies = { inline: [], attached: [], groups: [] };
  const rest = [
    [rolePoliciesKey, present(noPolicies)],
    [lastUsedKey, present({})],
  ];
  const role = {
    arn: roleArn,
    name: 'ci',
    roleId: 'AROAEXAMPLE',
    path: '/team/',
    createDate: newYear,
    tags: {},
  };
  const trust = {
    version: '2012-10-17',
    statements: [
      {
        effect: 'Allow',
        principals: {
          negated: false,
          everyone: false,
          byType: { Service: ['pods.eks.amazonaws.com'] },
        },
        actions: { negated: false, values: ['sts:AssumeRole'] },
        conditions: [],
      },
    ],
  };

  describe('with a trust policy of valid JSON', () => {
    const tooLong = (length: number) =>
      unread(
        `AssumeRolePolicyDocument of ${roleArn}: ${length} characters; IAM takes at most 8,192`,
      );
    const forms: readonly [string, (json: Json) => Json][] = [
      ['an object', (json) => json],
      ['JSON text', (json) => JSON.stringify(json)],
      ['URL-encoded', (json) => encodeURIComponent(JSON.stringify(json))],
    ];
    const trustFact = (AssumeRolePolicyDocument: Json) => {
      const json = { ...roleDocument, AssumeRolePolicyDocument };
      const read = facts({ path, item: roleArn, outcome: document(json) });
      expect(read[0]).toEqual([roleKey, present(role)]);
      return read[1];
    };

    test.each(forms)('of 32,768 characters have it, and of one more do not (%s)', (_, as) => {
      expect(trustFact(as(policyOf(32_768)))).toMatchObject([trustKey, { read: true }]);
      expect(trustFact(as(policyOf(32_769)))).toEqual([trustKey, tooLong(32_769)]);
    });

    test.each(forms)('of ten million characters stay without it (%s)', (_, as) => {
      expect(trustFact(as(policyOf(10_000_000)))).toEqual([trustKey, tooLong(10_000_000)]);
    });

    /** Many statements, and a last one whose Sid fills the policy up to the length in characters. */
    function policyOf(length: number): Json {
      const statement = { Sid: '', Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' };
      const each = JSON.stringify(statement).length + 1;
      const frame = '{"Statement":[]}'.length - 1;
      const count = Math.floor((length - frame) / each);
      const filler = 'x'.repeat(length - frame - count * each);
      const statements = Array.from({ length: count - 1 }, () => statement);
      return { Statement: [...statements, { ...statement, Sid: filler }] };
    }
  });

  const lists = [
    factKeys.roles(),
    factKeys.users(),
    factKeys.groups(),
    factKeys.managedPolicies(),
  ] as const;

  test('are lists from one listing, as groups and policies are; what else there is, is in none', () => {
    const profileArn = 'arn:aws:iam::111122223333:instance-profile/nodes';
    const all = items(userArn, groupArn, profileArn, policyArn, roleArn);
    expect(facts({ path, outcome: all })).toEqual([
      [factKeys.roles(), present([roleArn])],
      [factKeys.users(), present([userArn])],
      [factKeys.groups(), present([groupArn])],
      [factKeys.managedPolicies(), present([policyArn])],
    ]);
    expect(facts({ path, item: profileArn, outcome: denied })).toEqual([]);
  });

  test('may be listed by an answer of their own', () => {
    expect(facts({ path, part: 'UserDetailList', outcome: items(userArn) })).toEqual([
      [factKeys.users(), present([userArn])],
    ]);
    expect(facts({ path, part: 'Policies', outcome: denied })).toEqual([
      [factKeys.managedPolicies(), unread('AccessDenied: no')],
    ]);
    expect(facts({ path, part: 'InstanceProfileList', outcome: items() })).toEqual([]);
  });

  test('are all unread when the listing is, or names something odd', () => {
    expect(facts({ path, outcome: denied })).toEqual(
      lists.map((key) => [key, unread('AccessDenied: no')]),
    );
    expect(facts({ path, outcome: items(roleArn, 'x"') })).toEqual(
      lists.map((key) => [key, unread('"x\\"" is not the ARN of an IAM object')]),
    );
    expect(facts({ path, item: 'x', outcome: denied })).toEqual([]);
  });

  test('a role comes with its trust policy, its policies and its last use', () => {
    expect(facts({ path, item: roleArn, outcome: document(roleDocument) })).toStrictEqual([
      [roleKey, present(role)],
      [trustKey, present(trust)],
      ...rest,
    ]);
  });

  test('one fact of a role may be answered by itself', () => {
    expect(facts({ path, item: roleArn, part: 'policies', outcome: denied })).toEqual([
      [rolePoliciesKey, unread('AccessDenied: no')],
    ]);
    expect(
      facts({ path, item: roleArn, part: 'lastUsed', outcome: document(roleDocument) }),
    ).toEqual([[lastUsedKey, present({})]]);
  });

  test('a user is a user, with its policies', () => {
    const user = {
      arn: userArn,
      name: 'alice',
      userId: 'AIDAEXAMPLE',
      path: '/',
      createDate: newYear,
      tags: {},
    };
    expect(facts({ path, item: userArn, outcome: document(userDocument) })).toStrictEqual([
      [userKey, present(user)],
      [userPoliciesKey, present({ ...noPolicies, groups: ['admins'] })],
    ]);
  });

  test.each([
    ['unread', denied, unread('AccessDenied: no')],
    ['absent', gone, { read: true, absent: true, readAt }],
  ] as const)('%s: a role takes everything of it with it', (_, outcome, fact) => {
    expect(facts({ path, item: roleArn, outcome })).toEqual([
      [roleKey, fact],
      [trustKey, fact],
      [rolePoliciesKey, fact],
      [lastUsedKey, fact],
    ]);
    expect(facts({ path, item: userArn, outcome })).toEqual([
      [userKey, fact],
      [userPoliciesKey, fact],
    ]);
    expect(facts({ path, item: roleArn, part: 'AssumeRolePolicyDocument', outcome })).toEqual([]);
  });

  test.each([
    ['is missing', undefined, 'expected object'],
    [
      'is truncated',
      roleDocument.AssumeRolePolicyDocument.slice(0, 50),
      'not valid JSON at line 1, column 35: the text ends too early',
    ],
    [
      'says something odd',
      { Statement: { Effect: 'Maybe' } },
      'Statement[0].Effect: expected "Allow" or "Deny"',
    ],
  ])('a trust policy that %s is unread, and the role is not', (_, policy, reason) => {
    const { AssumeRolePolicyDocument: _left, ...other } = roleDocument;
    const json = policy === undefined ? other : { ...other, AssumeRolePolicyDocument: policy };
    expect(facts({ path, item: roleArn, outcome: document(json) })).toEqual([
      [roleKey, present(role)],
      [trustKey, unread(`AssumeRolePolicyDocument of ${roleArn}: ${reason}`)],
      ...rest,
    ]);
  });

  test.each([
    ['RoleId', 'RoleId: expected string'],
    ['RoleName', 'RoleName: expected string'],
    ['Path', 'Path: expected string'],
    ['CreateDate', 'CreateDate: expected a time'],
  ])('a role without %s is unread, and its trust policy is not', (member, reason) => {
    expect(
      facts({ path, item: roleArn, outcome: document({ ...roleDocument, [member]: null }) }),
    ).toEqual([[roleKey, unread(reason)], [trustKey, present(trust)], ...rest]);
  });

  test.each([
    ['UserId', 'UserId: expected string'],
    ['UserName', 'UserName: expected string'],
    ['Path', 'Path: expected string'],
    ['CreateDate', 'CreateDate: expected a time'],
  ])('a user without %s is unread, and its policies are not', (member, reason) => {
    expect(
      facts({ path, item: userArn, outcome: document({ ...userDocument, [member]: null }) }),
    ).toEqual([
      [userKey, unread(reason)],
      [userPoliciesKey, present({ ...noPolicies, groups: ['admins'] })],
    ]);
  });

  test.each([
    ['no ARN', { ...roleDocument, Arn: null }, 'Arn: expected string'],
    ["another's ARN", { ...roleDocument, Arn: userArn, RoleId: 1 }, `Arn: expected ${roleArn}`],
    ['bottomless nesting', { ...roleDocument, x: deep(64) }, 'nested deeper than 64 levels'],
    ['nothing in it', null, 'expected object'],
  ])('nothing is believed of a document with %s', (_, json, reason) => {
    expect(facts({ path, item: roleArn, outcome: document(json as Json) })).toEqual([
      [roleKey, unread(reason)],
      [trustKey, unread(reason)],
      [rolePoliciesKey, unread(reason)],
      [lastUsedKey, unread(reason)],
    ]);
  });

  test("nothing is believed of another user's document", () => {
    expect(
      facts({ path, item: userArn, outcome: document({ ...userDocument, Arn: roleArn }) }),
    ).toEqual([
      [userKey, unread(`Arn: expected ${userArn}`)],
      [userPoliciesKey, unread(`Arn: expected ${userArn}`)],
    ]);
  });
});

describe('trails', () => {
  const path = snapshotPaths.trails();
  const trailKey = factKeys.trail(trailArn);
  const statusKey = factKeys.trailStatus(trailArn);
  const selectorsKey = factKeys.eventSelectors(trailArn);
  const trail = {
    arn: trailArn,
    name: 'main',
    homeRegion: 'eu-west-1',
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    isOrganizationTrail: false,
  };

  test('are a list', () => {
    expect(facts({ path, outcome: items(trailArn) })).toEqual([
      [factKeys.trails(), present([trailArn])],
    ]);
  });

  test('are each one document or three parts', () => {
    const whole = {
      trail: trailDocument,
      status: { IsLogging: true },
      eventSelectors: selectorsDocument,
    };
    const selectors = {
      classic: [],
      advanced: [{ name: 'management', fieldSelectors: [field({ equals: ['Management'] })] }],
    };
    expect(facts({ path, item: trailArn, outcome: document(whole) })).toStrictEqual([
      [trailKey, present(trail)],
      [statusKey, present({ isLogging: true })],
      [selectorsKey, present(selectors)],
    ]);
    expect(
      facts({ path, item: trailArn, part: 'trail', outcome: document(trailDocument) }),
    ).toEqual([[trailKey, present(trail)]]);
    expect(
      facts({ path, item: trailArn, part: 'status', outcome: document({ IsLogging: false }) }),
    ).toEqual([[statusKey, present({ isLogging: false })]]);
    expect(facts({ path, item: trailArn, part: 'eventSelectors', outcome: denied })).toEqual([
      [selectorsKey, unread('AccessDenied: no')],
    ]);
    expect(facts({ path, item: trailArn, outcome: gone })).toEqual([
      [trailKey, { read: true, absent: true, readAt }],
      [statusKey, { read: true, absent: true, readAt }],
      [selectorsKey, { read: true, absent: true, readAt }],
    ]);
  });

  test('of an organization are said to be, and old answers do not know the word', () => {
    const { IsOrganizationTrail: _, ...old } = trailDocument;
    expect(facts({ path, item: trailArn, part: 'trail', outcome: document(old) })).toEqual([
      [trailKey, present(trail)],
    ]);
    const organization = { ...trailDocument, IsOrganizationTrail: true };
    expect(facts({ path, item: trailArn, part: 'trail', outcome: document(organization) })).toEqual(
      [[trailKey, present({ ...trail, isOrganizationTrail: true })]],
    );
  });

  test.each([
    [
      'classic selectors',
      {
        EventSelectors: [
          {
            ReadWriteType: 'All',
            IncludeManagementEvents: true,
            ExcludeManagementEventSources: ['kms.amazonaws.com'],
          },
          { ReadWriteType: 'A_NEW_TYPE', IncludeManagementEvents: false },
        ],
      },
      {
        classic: [
          {
            readWriteType: 'All',
            includeManagementEvents: true,
            excludeManagementEventSources: ['kms.amazonaws.com'],
          },
          {
            readWriteType: 'A_NEW_TYPE',
            includeManagementEvents: false,
            excludeManagementEventSources: [],
          },
        ],
        advanced: [],
      },
    ],
    ['no selector', { EventSelectors: [] }, { classic: [], advanced: [] }],
    [
      'advanced selectors with every operator',
      {
        EventSelectors: null,
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              {
                Field: 'f',
                Equals: ['a'],
                StartsWith: ['b'],
                EndsWith: ['c'],
                NotEquals: ['d'],
                NotStartsWith: ['e'],
                NotEndsWith: ['g'],
              },
              { Field: 'f', Equals: null },
            ],
          },
        ],
      },
      {
        classic: [],
        advanced: [
          {
            fieldSelectors: [
              {
                field: 'f',
                equals: ['a'],
                startsWith: ['b'],
                endsWith: ['c'],
                notEquals: ['d'],
                notStartsWith: ['e'],
                notEndsWith: ['g'],
              },
              { ...field({}), field: 'f' },
            ],
          },
        ],
      },
    ],
  ])('log what %s select', (_, json, selectors) => {
    expect(
      facts({ path, item: trailArn, part: 'eventSelectors', outcome: document(json as Json) }),
    ).toStrictEqual([[selectorsKey, present(selectors)]]);
  });

  test.each([
    ['trail', {}, 'trail.TrailARN: expected string'],
    ['trail', { ...trailDocument, TrailARN: 'x' }, `trail.TrailARN: expected ${trailArn}`],
    ['trail', { ...trailDocument, Name: null }, 'trail.Name: expected string'],
    ['trail', { ...trailDocument, HomeRegion: null }, 'trail.HomeRegion: expected string'],
    [
      'trail',
      { ...trailDocument, IsMultiRegionTrail: null },
      'trail.IsMultiRegionTrail: expected boolean',
    ],
    [
      'trail',
      { ...trailDocument, IncludeGlobalServiceEvents: null },
      'trail.IncludeGlobalServiceEvents: expected boolean',
    ],
    [
      'trail',
      { ...trailDocument, IsOrganizationTrail: 'no' },
      'trail.IsOrganizationTrail: expected boolean',
    ],
    ['status', {}, 'status.IsLogging: expected boolean'],
    ['status', [], 'status: expected object'],
    ['eventSelectors', {}, 'eventSelectors: expected EventSelectors or AdvancedEventSelectors'],
    [
      'eventSelectors',
      { EventSelectors: null, AdvancedEventSelectors: null },
      'eventSelectors: expected EventSelectors or AdvancedEventSelectors',
    ],
    ['eventSelectors', [], 'eventSelectors: expected object'],
    ['eventSelectors', { EventSelectors: {} }, 'eventSelectors.EventSelectors: expected array'],
    [
      'eventSelectors',
      { EventSelectors: [{ IncludeManagementEvents: true }] },
      'eventSelectors.EventSelectors[0].ReadWriteType: expected string',
    ],
    [
      'eventSelectors',
      { EventSelectors: [{ ReadWriteType: 'All' }] },
      'eventSelectors.EventSelectors[0].IncludeManagementEvents: expected boolean',
    ],
    [
      'eventSelectors',
      { AdvancedEventSelectors: [{ Name: 1 }] },
      'eventSelectors.AdvancedEventSelectors[0].Name: expected string',
    ],
    [
      'eventSelectors',
      { AdvancedEventSelectors: [{}] },
      'eventSelectors.AdvancedEventSelectors[0].FieldSelectors: expected array',
    ],
    [
      'eventSelectors',
      { AdvancedEventSelectors: [{ FieldSelectors: [{}] }] },
      'eventSelectors.AdvancedEventSelectors[0].FieldSelectors[0].Field: expected string',
    ],
  ])('%s %j is unread', (part, json, reason) => {
    expect(facts({ path, item: trailArn, part, outcome: document(json as Json) })).toEqual([
      [expect.any(String), unread(reason)],
    ]);
  });

  function field(operators: object) {
    return {
      field: 'eventCategory',
      equals: [],
      startsWith: [],
      endsWith: [],
      notEquals: [],
      notStartsWith: [],
      notEndsWith: [],
      ...operators,
    };
  }
});

test('an answer about a file of another release tells nothing', () => {
  expect(facts({ path: 'eu-west-1/eks/prod/updates.json', outcome: items() })).toEqual([]);
});

function facts(answer: Omit<Answer, 'readAt'>) {
  return factsOf({ ...answer, readAt }, account);
}

function items(...names: readonly string[]): Outcome {
  return { kind: 'items', items: names };
}

function document(json: Json): Outcome {
  return { kind: 'document', json };
}

function present(value: unknown) {
  return { read: true, value, readAt };
}

function unread(reason: string) {
  return { read: false, reason, readAt };
}

function deep(levels: number): Json {
  return JSON.parse('['.repeat(levels) + ']'.repeat(levels));
}
