import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fact, isPresent } from '../../../shared/model/fact.ts';
import { readKey } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Answer } from '../../../shared/model/reading.ts';
import { answersInFile } from '../../../shared/wire/answers-in-file.ts';
import { factsOf } from '../../../shared/wire/facts-of.ts';
import { readSnapshotPath, snapshotPaths } from '../../../shared/wire/snapshot-path.ts';
import { anyJson, nearly, oddText, sweepAnswers } from '../../support/arbitrary-answers.ts';
import {
  account,
  associationDocument,
  clusterDocument,
  configDocument,
  entryDocument,
  groupArn,
  groupDocument,
  nodegroupDocument,
  policiesDocument,
  policyArn,
  policyDocument,
  prod,
  providerArn,
  providerDocument,
  roleArn,
  roleDocument,
  selectorsDocument,
  trailArn,
  trailDocument,
  userDocument,
} from '../../support/raw-answers.ts';

const lists = [
  'clusters',
  'access-entries',
  'roles',
  'users',
  'groups',
  'managed-policies',
  'trails',
  'nodegroups',
  'pod-identity-associations',
  'identity-provider-configs',
  'oidc-providers',
];
const paths = [
  snapshotPaths.iam(),
  snapshotPaths.trails(),
  snapshotPaths.clusters('eu-west-1'),
  snapshotPaths.cluster(prod),
  snapshotPaths.accessEntries(prod),
  snapshotPaths.nodegroups(prod),
  snapshotPaths.podIdentityAssociations(prod),
  snapshotPaths.oidcProviders(),
  snapshotPaths.organizationPolicies(),
  snapshotPaths.clusterVersions('eu-west-1'),
] as const;

test('any answer gives facts, and no document ever a list', { timeout: 60_000 }, () => {
  const answer: fc.Arbitrary<Answer> = fc.record(
    {
      path: fc.oneof(fc.constantFrom(...paths), oddText()),
      item: fc.oneof(fc.constantFrom(roleArn, trailArn), oddText()),
      part: fc.oneof(fc.constantFrom('accessEntry', 'status', 'constructor'), oddText()),
      readAt: fc.nat(),
      outcome: fc.record({ kind: fc.constant('document' as const), json: anyJson() }),
    },
    { requiredKeys: ['path', 'readAt', 'outcome'] },
  );
  fc.assert(
    fc.property(answer, (one) => {
      for (const [key, fact] of factsOf(one, account)) {
        expect(fact.readAt).toBe(one.readAt);
        if (!fact.read) expect(fact.reason).not.toBe('');
        if (lists.includes(readKey(key).fact)) expect(fact.read).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test('what nearly is an answer gives facts too', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(sweepAnswers(), (answers) => {
      for (const answer of answers)
        for (const [, fact] of factsOf(answer, account)) checkFact(fact);
    }),
    { numRuns: 100 },
  );
});

const entry = { accessEntry: entryDocument, associatedAccessPolicies: policiesDocument };
const trail = {
  trail: trailDocument,
  status: { IsLogging: true },
  eventSelectors: selectorsDocument,
};
const files: readonly (readonly [string, Json, readonly string[]])[] = [
  [
    snapshotPaths.iam(),
    {
      RoleDetailList: [roleDocument],
      UserDetailList: [userDocument],
      GroupDetailList: [groupDocument],
      Policies: [policyDocument],
      IsTruncated: false,
    },
    [roleArn, userDocument.Arn, groupArn, policyArn],
  ],
  [snapshotPaths.oidcProviders(), [providerDocument], [providerArn]],
  [snapshotPaths.nodegroups(prod), [{ nodegroup: nodegroupDocument }], ['workers']],
  [
    snapshotPaths.podIdentityAssociations(prod),
    [{ association: associationDocument }],
    ['shop', 'web'],
  ],
  [
    snapshotPaths.identityProviderConfigs(prod),
    [{ identityProviderConfig: configDocument }],
    ['okta'],
  ],
  [snapshotPaths.trails(), [trail], [trailArn]],
  [snapshotPaths.clusters('eu-west-1'), { clusters: ['prod'] }, ['prod']],
  [snapshotPaths.accessEntries(prod), [entry], [roleArn]],
];

test.each(files)('a damaged %s is never an empty list', (path, document, names) => {
  fc.assert(
    fc.property(fc.oneof(nearly(document), anyJson()), (json) => {
      for (const fact of listsIn(path, json)) {
        if (!isPresent(fact)) continue;
        // The whole of it is there, or what stands in its place says as clearly which items there are.
        const intact = names.filter((name) => JSON.stringify(json).includes(`"${name}"`));
        const isEmptied = fact.value.length === 0 && JSON.stringify(json).includes('[]');
        expect(intact.length > 0 || fact.value.length > 0 || isEmptied).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('a cluster document cut off anywhere is unread', () => {
  const text = JSON.stringify(clusterDocument);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: text.length - 1 }), (at) => {
      const answer = { path: snapshotPaths.cluster(prod), readAt: 1 };
      const [[, fact] = []] = factsOf(
        { ...answer, outcome: { kind: 'document', json: text.slice(0, at) } },
        account,
      );
      expect(fact?.read).toBe(false);
    }),
  );
});

function listsIn(path: string, json: Json) {
  const file = readSnapshotPath(path);
  if (file === undefined) throw new Error(path);
  const { answers } = answersInFile({ path, file, content: { json }, notes: [] }, 1);
  const facts = answers.flatMap((answer) => factsOf(answer, account));
  return facts.flatMap(([key, fact]) =>
    lists.includes(readKey(key).fact) ? [fact as Fact<readonly string[]>] : [],
  );
}

function checkFact(fact: Fact<unknown>): void {
  const members = fact.read ? ['readAt', 'read'] : ['read', 'readAt', 'reason'];
  for (const member of members) expect(fact).toHaveProperty(member);
}
