import { clusterOfIssuer } from '../access/cluster-of-issuer.ts';
import { type Facts, unread } from '../access/facts.ts';
import { confirm, irsaTrustOf, isAboutEverybody, outcomeOf } from '../access/irsa-trust.ts';
import {
  creatorAmong,
  creatorText,
  type MissingAccount,
  missingAccount,
} from '../access/missing-account.ts';
import { serviceAccountOf } from '../iam/service-account-subject.ts';
import { sortedStatement, statementJson } from '../iam/statement-json.ts';
import type { TrustReach } from '../iam/trust-reach.ts';
import { defineRule, notApplicable } from './rule.ts';

export const irsaTrustServiceAccountExists = defineRule({
  id: 'irsa-trust-service-account-exists',
  subject: 'trustStatement',
  severity: 'LOW',
  title: 'An IAM role waits for a service account that is gone',
  requires:
    'Every service account that a trust statement names exists in the cluster whose tokens it takes. HIGH where somebody who is no cluster admin may create it. Judged where the cluster was looked into.',
  because:
    'Whoever creates a service account of that name gets the role, without a change in IAM that anybody would see.',
  remedy:
    'Take the service account out of the trust policy, or delete the role if nobody else uses it.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check(subject, facts) {
    const trust = irsaTrustOf(facts, subject);
    if (isAboutEverybody(trust)) return notApplicable('it is about everybody and names no cluster');
    const written = new Set(trust.statement.conditions.flatMap(({ values }) => values));
    const judged = trust.reaches.flatMap((reach) => accountsIn(facts, written, reach));
    const looked = judged.filter((one) => one !== unread);
    if (judged.length > 0 && looked.length === 0) {
      return notApplicable('what is inside its cluster was not read');
    }
    const missing = looked.filter((one) => one !== undefined);
    if (missing.length === 0) return outcomeOf(trust);
    confirm(facts, trust);
    const { role, statement } = trust;
    const creator = creatorAmong(missing);
    yield {
      message: `${role.arn} may be assumed by ${textOf(missing)}, which ${missing.length === 1 ? 'does' : 'do'} not exist${creatorText(creator)}.`,
      severity: creator === undefined ? 'LOW' : 'HIGH',
      evidence: {
        roleArn: role.arn,
        statement: statementJson(statement),
        missing: missing.map(placeOf).toSorted(),
      },
      fingerprint: {
        roleArn: role.arn,
        statement: statementJson(sortedStatement(statement)),
        missing: missing.map(placeOf).toSorted(),
      },
    };
    return outcomeOf(trust);
  },
});

/** Those that it names in full, as it writes them; what a pattern lets in need not exist yet. */
function accountsIn(
  facts: Facts,
  written: ReadonlySet<string>,
  { issuer, admissions }: TrustReach,
): readonly (MissingAccount | undefined | typeof unread)[] {
  const cluster = clusterOfIssuer(facts, issuer);
  return admissions.flatMap(({ token }) => {
    const account = serviceAccountOf(`${token.sub}`);
    if (account === undefined || !written.has(`${token.sub}`)) return [];
    return [cluster === undefined ? unread : missingAccount(facts, cluster, account)];
  });
}

function placeOf({ cluster, namespace, name }: MissingAccount): string {
  return `${cluster.region}/${cluster.name} ${namespace}/${name}`;
}

function textOf(missing: readonly MissingAccount[]): string {
  const texts = missing.map(
    ({ cluster, namespace, name }) =>
      `${namespace}/${name} of ${cluster.name} in ${cluster.region}`,
  );
  return `service account ${[...new Set(texts)].toSorted().join(' and ')}`;
}
