import { describe, expect, test } from 'vitest';
import type { Json } from '../../../shared/model/json.ts';
import type { Outcome } from '../../../shared/model/reading.ts';
import { answersInFile } from '../../../shared/wire/answers-in-file.ts';
import type { Note } from '../../../shared/wire/snapshot-notes.ts';
import { readSnapshotPath, snapshotPaths } from '../../../shared/wire/snapshot-path.ts';
import {
  groupArn,
  policyArn,
  prod,
  roleArn,
  trailArn,
  userArn,
} from '../../support/raw-answers.ts';

const readAt = 5_000;
const missing: Outcome = { kind: 'unread', reason: 'not in the snapshot' };
const denied: Outcome = { kind: 'unread', reason: 'AccessDenied: no' };

describe('cluster.json', () => {
  const path = snapshotPaths.cluster(prod);

  test('is one document', () => {
    expect(read(path, { cluster: {} })).toEqual({
      answers: [answer(document({ cluster: {} }))],
      faults: [],
    });
  });

  test('is unread for the reason that there is', () => {
    expect(read(path, undefined)).toEqual({ answers: [answer(missing)], faults: [] });
    expect(read(path, undefined, [note(denied)])).toEqual({
      answers: [answer(denied)],
      faults: [],
    });
  });

  test('gives way to a note', () => {
    expect(read(path, { cluster: {} }, [note({ kind: 'absent' })]).answers).toEqual([
      answer({ kind: 'absent' }),
    ]);
  });

  function answer(outcome: Outcome) {
    return { path, readAt, outcome };
  }

  function note(outcome: Note['outcome']): Note {
    return { path, outcome };
  }
});

describe('clusters.json', () => {
  const path = snapshotPaths.clusters('eu-west-1');

  test('is a list', () => {
    expect(list({ clusters: ['b', 'a'] })).toEqual({ kind: 'items', items: ['b', 'a'] });
    expect(list({ clusters: [] })).toEqual({ kind: 'items', items: [] });
    expect(list({ clusters: [], nextToken: null, IsTruncated: false })).toEqual({
      kind: 'items',
      items: [],
    });
  });

  test.each([
    ['no object', [], 'eu-west-1/eks/clusters.json.clusters: expected array'],
    ['without the member', {}, 'eu-west-1/eks/clusters.json.clusters: expected array'],
    [
      'with an object for the list',
      { clusters: { a: 1 } },
      'eu-west-1/eks/clusters.json.clusters: expected array',
    ],
    [
      'with a number among the names',
      { clusters: ['a', 1] },
      'eu-west-1/eks/clusters.json.clusters: expected strings',
    ],
    [
      'one page of several',
      { clusters: ['a'], nextToken: 'x' },
      'eu-west-1/eks/clusters.json: the list has more pages than this',
    ],
    [
      'cut short by the CLI',
      { clusters: ['a'], NextToken: 'x' },
      'eu-west-1/eks/clusters.json: the list has more pages than this',
    ],
  ])('%s is unread and no list', (_, json, reason) => {
    expect(read(path, json as Json)).toEqual({
      answers: [{ path, readAt, outcome: { kind: 'unread', reason } }],
      faults: [reason],
    });
  });

  test('that is missing is unread and no fault', () => {
    expect(read(path, undefined)).toEqual({
      answers: [{ path, readAt, outcome: missing }],
      faults: [],
    });
  });

  test('gives way to a note', () => {
    expect(list({ clusters: ['a'] }, [{ path, outcome: denied }])).toEqual(denied);
    expect(list(undefined, [{ path, outcome: denied }])).toEqual(denied);
  });

  test('is not complete while notes may be missing', () => {
    expect(list({ clusters: ['a'] }, [], 'unread.json:1:1: expected a value')).toEqual({
      kind: 'unread',
      reason: 'unread.json:1:1: expected a value',
    });
  });

  function list(json: Json | undefined, notes: readonly Note[] = [], notesFault?: string) {
    return read(path, json, notes, notesFault).answers[0]?.outcome;
  }
});

describe('access-entries.json', () => {
  const path = snapshotPaths.accessEntries(prod);
  const ci = { accessEntry: { principalArn: 'ci' }, associatedAccessPolicies: [] };

  test('is a list and two answers an entry', () => {
    expect(read(path, [ci])).toEqual({
      answers: [
        { path, readAt, outcome: { kind: 'items', items: ['ci'] } },
        { path, readAt, item: 'ci', part: 'accessEntry', outcome: document(ci.accessEntry) },
        { path, readAt, item: 'ci', part: 'associatedAccessPolicies', outcome: document([]) },
      ],
      faults: [],
    });
    expect(told(read(path, []))).toEqual([[undefined, undefined, { kind: 'items', items: [] }]]);
  });

  test('an element without its access policies does not have none', () => {
    expect(told(read(path, [{ accessEntry: { principalArn: 'ci' } }]))).toEqual([
      [undefined, undefined, { kind: 'items', items: ['ci'] }],
      ['ci', 'accessEntry', document({ principalArn: 'ci' })],
      ['ci', 'associatedAccessPolicies', missing],
    ]);
  });

  test('null for access policies is a document, and for the normaliser to refuse', () => {
    const [, , policies] = told(read(path, [{ ...ci, associatedAccessPolicies: null }]));
    expect(policies).toEqual(['ci', 'associatedAccessPolicies', document(null)]);
  });

  test.each([
    ['no array', { accessEntries: [] }, ': expected array'],
    ['null', null, ': expected array'],
    [
      'a nameless element',
      [ci, { accessEntry: {} }],
      '[1].accessEntry.principalArn: expected string',
    ],
    ['an element that is text', ['ci'], '[0].accessEntry.principalArn: expected string'],
    [
      'a principal that is a number',
      [{ accessEntry: { principalArn: 1 } }],
      '[0].accessEntry.principalArn: expected string',
    ],
  ])('%s leaves the list unread', (_, json, fault) => {
    const reason = path + fault;
    const result = read(path, json as Json);
    expect(result.answers[0]?.outcome).toEqual({ kind: 'unread', reason });
    expect(result.faults).toEqual([reason]);
  });

  test('a nameless element leaves the others as they are', () => {
    const result = read(path, [{}, ci, 7]);
    expect(result.faults).toEqual([
      `${path}[0].accessEntry.principalArn: expected string`,
      `${path}[2].accessEntry.principalArn: expected string`,
    ]);
    expect(told(result).slice(1)).toEqual([
      ['ci', 'accessEntry', document(ci.accessEntry)],
      ['ci', 'associatedAccessPolicies', document([])],
    ]);
  });

  test('of an element that is there twice neither is believed', () => {
    expect(told(read(path, [ci, { accessEntry: { principalArn: 'ci', type: 'x' } }]))).toEqual([
      [undefined, undefined, { kind: 'items', items: ['ci'] }],
      ['ci', undefined, { kind: 'unread', reason: 'the file names it twice' }],
    ]);
  });

  test('an item with a note belongs to the list although its element is missing', () => {
    const notes: Note[] = [{ path, item: 'dev', outcome: denied }];
    expect(told(read(path, [ci], notes))).toEqual([
      [undefined, undefined, { kind: 'items', items: ['ci', 'dev'] }],
      ['ci', 'accessEntry', document(ci.accessEntry)],
      ['ci', 'associatedAccessPolicies', document([])],
      ['dev', undefined, denied],
    ]);
  });

  test('a note about a part leaves the other part as it is', () => {
    const notes: Note[] = [{ path, item: 'ci', part: 'associatedAccessPolicies', outcome: denied }];
    expect(told(read(path, [ci], notes)).slice(1)).toEqual([
      ['ci', 'accessEntry', document(ci.accessEntry)],
      ['ci', 'associatedAccessPolicies', denied],
    ]);
    expect(told(read(path, [], notes)).slice(1)).toEqual([
      ['ci', 'accessEntry', missing],
      ['ci', 'associatedAccessPolicies', denied],
    ]);
  });

  test('a note about an item outdoes its element', () => {
    expect(
      told(read(path, [ci], [{ path, item: 'ci', outcome: { kind: 'absent' } }])).slice(1),
    ).toEqual([['ci', undefined, { kind: 'absent' }]]);
  });

  test('a note about the list leaves the elements as they are', () => {
    expect(told(read(path, [ci], [{ path, outcome: denied }]))).toEqual([
      [undefined, undefined, denied],
      ['ci', 'accessEntry', document(ci.accessEntry)],
      ['ci', 'associatedAccessPolicies', document([])],
    ]);
  });

  test('without the file the list is unread and the notes are told', () => {
    const result = read(path, undefined, [{ path, item: 'ci', outcome: denied }]);
    expect(told(result)).toEqual([
      [undefined, undefined, missing],
      ['ci', undefined, denied],
    ]);
    expect(result.faults).toEqual([]);
  });
});

describe('trails.json', () => {
  const path = snapshotPaths.trails();

  test('is a list and three answers a trail', () => {
    const trail = { TrailARN: trailArn };
    expect(told(read(path, [{ trail, status: { IsLogging: true } }]))).toEqual([
      [undefined, undefined, { kind: 'items', items: [trailArn] }],
      [trailArn, 'trail', document(trail)],
      [trailArn, 'status', document({ IsLogging: true })],
      [trailArn, 'eventSelectors', missing],
    ]);
  });

  test('names what it cannot name', () => {
    expect(read(path, [{}]).faults).toEqual([
      'cloudtrail/trails.json[0].trail.TrailARN: expected string',
    ]);
  });
});

describe('account-authorization-details.json', () => {
  const path = snapshotPaths.iam();
  const role = { Arn: roleArn, RoleName: 'ci' };
  const user = { Arn: userArn, UserName: 'alice' };

  const group = { Arn: groupArn, GroupName: 'admins' };
  const policy = { Arn: policyArn, PolicyName: 'deploy' };
  const whole = {
    RoleDetailList: [role],
    UserDetailList: [user],
    GroupDetailList: [group],
    Policies: [policy],
    IsTruncated: false,
  };
  const documents = [
    [roleArn, undefined, document(role)],
    [userArn, undefined, document(user)],
    [groupArn, undefined, document(group)],
    [policyArn, undefined, document(policy)],
  ];

  test('is a list each of roles, users, groups and policies, and a document for each of them', () => {
    expect(read(path, whole).faults).toEqual([]);
    expect(told(read(path, whole))).toEqual([
      [undefined, 'RoleDetailList', listed(roleArn)],
      [undefined, 'UserDetailList', listed(userArn)],
      [undefined, 'GroupDetailList', listed(groupArn)],
      [undefined, 'Policies', listed(policyArn)],
      ...documents,
    ]);
  });

  test('without a member leaves that list unread, and it alone', () => {
    const { GroupDetailList: _left, ...rest } = whole;
    expect(read(path, rest).faults).toEqual([]);
    expect(told(read(path, rest))).toEqual([
      [undefined, 'RoleDetailList', listed(roleArn)],
      [undefined, 'UserDetailList', listed(userArn)],
      [undefined, 'GroupDetailList', missing],
      [undefined, 'Policies', listed(policyArn)],
      ...documents.filter(([item]) => item !== groupArn),
    ]);
  });

  test.each([
    ['an object for roles', { RoleDetailList: {} }, '.RoleDetailList: expected array'],
    [
      'a nameless role',
      { RoleDetailList: [{ RoleName: 'x' }] },
      '.RoleDetailList[0].Arn: expected string',
    ],
    [
      'a user among the roles',
      { RoleDetailList: [role, user] },
      '.RoleDetailList[1].Arn: expected what belongs to RoleDetailList',
    ],
  ])('with %s leaves the list of roles unread, and it alone', (_, members, fault) => {
    const result = read(path, { ...whole, ...members });
    expect(told(result).slice(0, 2)).toEqual([
      [undefined, 'RoleDetailList', { kind: 'unread', reason: path + fault }],
      [undefined, 'UserDetailList', listed(userArn)],
    ]);
    expect(result.faults).toEqual([path + fault]);
  });

  test('that goes on leaves every list unread, and tells what it has', () => {
    const fault = `${path}: the list has more pages than this`;
    const result = read(path, { ...whole, IsTruncated: true });
    expect(told(result)).toEqual([
      ...members.map((member) => [undefined, member, { kind: 'unread', reason: fault }]),
      ...documents,
    ]);
    expect(result.faults).toEqual([fault]);
  });

  test.each([[[]], [null], ['text']])('that is %j has no list', (json) => {
    const fault = `${path}: expected object`;
    expect(told(read(path, json))).toEqual(
      members.map((member) => [undefined, member, { kind: 'unread', reason: fault }]),
    );
    expect(read(path, json).faults).toEqual([fault]);
  });

  test('gives way to a note about one list, or about all', () => {
    const notes: Note[] = [
      { path, outcome: { kind: 'absent' } },
      { path, part: 'Policies', outcome: denied },
    ];
    expect(told(read(path, whole, notes)).slice(0, 4)).toEqual([
      [undefined, 'RoleDetailList', { kind: 'absent' }],
      [undefined, 'UserDetailList', { kind: 'absent' }],
      [undefined, 'GroupDetailList', { kind: 'absent' }],
      [undefined, 'Policies', denied],
    ]);
  });

  test('that is missing is unread as a whole, or list by list where notes tell them apart', () => {
    expect(told(read(path, undefined))).toEqual([[undefined, undefined, missing]]);
    expect(told(read(path, undefined, [{ path, part: 'Policies', outcome: denied }]))).toEqual([
      [undefined, 'RoleDetailList', missing],
      [undefined, 'UserDetailList', missing],
      [undefined, 'GroupDetailList', missing],
      [undefined, 'Policies', denied],
    ]);
  });

  test('has a noted item in the list that it belongs to', () => {
    const other = 'arn:aws:iam::111122223333:user/other';
    const result = told(read(path, whole, [{ path, item: other, outcome: denied }]));
    expect(result.slice(0, 2)).toEqual([
      [undefined, 'RoleDetailList', listed(roleArn)],
      [undefined, 'UserDetailList', listed(userArn, other)],
    ]);
    expect(result.at(-1)).toEqual([other, undefined, denied]);
  });

  test('keeps a note about one fact beside the document', () => {
    const notes: Note[] = [{ path, item: roleArn, part: 'policies', outcome: denied }];
    expect(told(read(path, whole, notes)).filter(([item]) => item === roleArn)).toEqual([
      [roleArn, undefined, document(role)],
      [roleArn, 'policies', denied],
    ]);
  });

  const members = ['RoleDetailList', 'UserDetailList', 'GroupDetailList', 'Policies'];

  function listed(...items: readonly string[]): Outcome {
    return { kind: 'items', items };
  }
});

describe('the name of an element', () => {
  test.each([
    [
      'of two members',
      snapshotPaths.podIdentityAssociations(prod),
      { association: { namespace: 'shop', serviceAccount: 'web' } },
      'shop/web',
    ],
    [
      'of a member inside',
      snapshotPaths.identityProviderConfigs(prod),
      { identityProviderConfig: { oidc: { identityProviderConfigName: 'okta' } } },
      'okta',
    ],
    ['of the element itself', snapshotPaths.oidcProviders(), { Arn: 'x' }, 'x'],
  ])('is made %s', (_, path, element, name) => {
    expect(read(path, [element]).answers[0]?.outcome).toEqual({ kind: 'items', items: [name] });
  });

  test.each([
    [
      snapshotPaths.podIdentityAssociations(prod),
      { association: { namespace: 'shop' } },
      '[0].association.serviceAccount: expected string',
    ],
    [
      snapshotPaths.identityProviderConfigs(prod),
      { identityProviderConfig: { oidc: 'okta' } },
      '[0].identityProviderConfig.oidc.identityProviderConfigName: expected string',
    ],
    [snapshotPaths.oidcProviders(), {}, '[0].Arn: expected string'],
  ])('that is missing in %s is a fault', (path, element, fault) => {
    expect(read(path, [element]).faults).toEqual([path + fault]);
  });
});

describe('organizations/policies.json', () => {
  const path = snapshotPaths.organizationPolicies();

  test('is not missed: where it is missing nothing is said', () => {
    expect(read(path, undefined)).toEqual({ answers: [], faults: [] });
  });

  test('is told when it is there, or a note is', () => {
    expect(told(read(path, []))).toEqual([[undefined, undefined, document([])]]);
    expect(told(read(path, undefined, [{ path, outcome: denied }]))).toEqual([
      [undefined, undefined, denied],
    ]);
  });

  test('is unread when it is there and of no use', () => {
    const file = readSnapshotPath(path);
    if (file === undefined) throw new Error(path);
    const content = { unread: `${path}:1:1: expected a value` };
    expect(answersInFile({ path, file, content, notes: [] }, readAt).answers).toEqual([
      { path, readAt, outcome: { kind: 'unread', reason: `${path}:1:1: expected a value` } },
    ]);
  });
});

function read(
  path: string,
  json: Json | undefined,
  notes: readonly Note[] = [],
  notesFault?: string,
) {
  const file = readSnapshotPath(path);
  if (file === undefined) throw new Error(path);
  const content = json === undefined ? { unread: 'not in the snapshot' } : { json };
  return answersInFile(
    { path, file, content, notes, ...(notesFault === undefined ? {} : { notesFault }) },
    readAt,
  );
}

function told({ answers }: ReturnType<typeof answersInFile>) {
  return answers.map(({ item, part, outcome }) => [item, part, outcome]);
}

function document(json: Json): Outcome {
  return { kind: 'document', json };
}
