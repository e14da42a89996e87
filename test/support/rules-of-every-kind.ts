import { unread } from '../../shared/access/facts.ts';
import { permissionsOf } from '../../shared/access/permissions.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import {
  defineRule,
  type Rule,
  type RuleFor,
  type SubjectKind,
  type Subjects,
} from '../../shared/rules/rule.ts';
import { ruleMeta } from './rules.ts';

/** For each kind of subject a rule that says what it saw of it and asked beside it, for tests of what surrounds rules. */
export const rulesOfEveryKind: readonly Rule[] = [
  saying('cluster', function* ({ name, version = '1.34' }, facts) {
    const versions = facts.get(factKeys.clusterVersions('eu-west-1')) ?? [];
    const known = versions.find((candidate) => candidate.version === version);
    if (known?.versionStatus === 'UNSUPPORTED') yield `${name} ${version}`;
  }),
  saying('accessEntry', function* ({ cluster, entry }, facts) {
    const { principalArn, type } = entry;
    const policies = facts.get(factKeys.accessPolicies(cluster, principalArn)) ?? [];
    const admin = policies.find(({ policyArn }) => policyArn.endsWith('ClusterAdminPolicy'));
    if (admin !== undefined) yield `${type} ${admin.accessScope.type}`;
    const trust = facts.ifRead(() => facts.get(factKeys.trustPolicy(principalArn)));
    if (trust !== unread && trust?.statements.length === 0) yield 'nobody may assume it';
  }),
  saying('identityProviderConfig', function* ({ config }) {
    yield config.issuerUrl;
  }),
  saying('capability', function* ({ capability }, facts) {
    const permissions = permissionsOf(facts, capability.roleArn);
    for (const { name } of permissions?.identity ?? []) yield name;
  }),
  saying('nodegroup', function* ({ cluster, nodegroup }, facts) {
    const options = facts.get(factKeys.metadataOptions(cluster, nodegroup.name));
    if (options?.httpTokens === 'optional') yield nodegroup.name;
  }),
  saying('fargateProfile', function* ({ profile }, facts) {
    if (facts.get(factKeys.role(profile.podExecutionRoleArn)) === undefined) yield profile.name;
  }),
  saying('podIdentityAssociation', function* ({ association }, facts) {
    if (facts.get(factKeys.role(association.roleArn)) === undefined) yield association.roleArn;
  }),
  saying('oidcProvider', function* ({ arn, clientIds }) {
    if (clientIds.length !== 1) yield arn;
  }),
  saying('role', function* ({ arn, createDate }, facts) {
    const last = facts.get(factKeys.roleLastUsed(arn))?.lastUsedDate ?? createDate;
    const year = new Date(last).getUTCFullYear();
    if (`${year}` < facts.today().slice(0, 4)) yield `${year}`;
  }),
  saying('trustStatement', function* ({ role, statement }) {
    const providers = statement.principals?.byType['Federated'] ?? [];
    if (providers.length > 0 && statement.conditions.length < 2) yield role.roleId;
  }),
  saying('workloadRole', function* ({ role, uses, hidden }, facts) {
    if (hidden !== undefined) yield `more than ${uses.length} ways`;
    const permissions = permissionsOf(facts, role.arn);
    const everything = permissions?.identity.filter(({ document }) =>
      document.statements.some(({ actions }) => actions?.values.includes('*')),
    );
    for (const { name } of everything ?? []) yield `${name} by ${uses.length} ways`;
  }),
  saying('nodeRole', function* ({ role, clusters, hidden }, facts) {
    if (hidden !== undefined) yield `more than ${clusters.length} clusters`;
    const policies = facts.get(factKeys.rolePolicies(role.arn));
    if (clusters.length > 1) yield `${clusters.length} clusters, ${policies?.inline.length} inline`;
  }),
  saying('grantor', function* (grantor, facts) {
    if (grantor.kind === 'account') return;
    const permissions = permissionsOf(facts, grantor.arn);
    for (const { name, document } of permissions?.identity ?? []) {
      const grants = document.statements.some(({ actions }) =>
        actions?.values.some((action) => action.startsWith('eks:')),
      );
      if (grants) yield name;
    }
  }),
];

type Says<K extends SubjectKind> = (
  ...[subject, facts]: Parameters<RuleFor<K>['check']>
) => Iterable<string>;

function saying<K extends SubjectKind>(subject: K, says: Says<K>): RuleFor<K> {
  return defineRule<K>({
    ...ruleMeta,
    id: `test-${subject}`,
    severity: 'LOW',
    subject,
    *check(judged: Subjects[K], facts) {
      for (const said of says(judged, facts))
        yield { message: said, key: said, evidence: { said } };
    },
  });
}
