import { eksIssuerOf } from '../iam/web-identity.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Statement } from '../model/policy-document.ts';
import { type Facts, unread } from './facts.ts';
import type { RoleUse, WorkloadRole } from './role-use.ts';

/** Who gets a role, as it goes on after "the role of": the first three, and how many more. */
export function usersText({ role, uses }: WorkloadRole, facts: Facts): string {
  const users = [...new Set(uses.flatMap((use) => userTexts(use, uses, role.arn, facts)))].sort();
  const more = users.length - shown;
  return [...users.slice(0, shown), ...(more > 0 ? [`${more} more`] : [])].join(' and ');
}

const shown = 3;

function userTexts(
  use: RoleUse,
  uses: readonly RoleUse[],
  roleArn: string,
  facts: Facts,
): readonly string[] {
  switch (use.kind) {
    case 'association':
    case 'target':
      return [
        `service account ${use.namespace}/${use.serviceAccount} of ${clusterText(use.cluster)}`,
      ];
    case 'capability':
      return [`capability ${use.capability} of ${clusterText(use.cluster)}`];
    case 'irsa':
      return irsaTexts(roleArn, facts);
    case 'pod-identity':
      // The associations say more than the trust that they rest on.
      return uses.some(({ kind }) => kind === 'association')
        ? []
        : ['any Pod Identity association'];
  }
}

function clusterText({ name, region }: ClusterRef): string {
  return `${name} in ${region}`;
}

/** Named as the trust policy names them: what its conditions really let in is for the rules about trust. */
function irsaTexts(roleArn: string, facts: Facts): readonly string[] {
  const trust = facts.ifRead(() => facts.get(factKeys.trustPolicy(roleArn)));
  const statements = trust === unread ? [] : (trust?.statements ?? []);
  const subjects = statements.filter(trustsEksIssuer).flatMap(subjectsNamed);
  return subjects.length === 0
    ? ['service accounts by IRSA']
    : subjects.map((subject) => `service account ${subject} by IRSA`);
}

function trustsEksIssuer({ effect, principals }: Statement): boolean {
  const federated = principals?.byType['Federated'] ?? [];
  return effect === 'Allow' && federated.some((arn) => eksIssuerOf(arn) !== undefined);
}

function subjectsNamed({ conditions }: Statement): readonly string[] {
  return conditions
    .filter(({ operator, key }) => /:sub$/i.test(key) && !/not|null/i.test(operator))
    .flatMap(({ values }) => values)
    .flatMap((value) => {
      const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(value) ?? [];
      return name === undefined ? [] : [`${namespace}/${name}`];
    });
}
