import { serviceAccountOf } from '../iam/service-account-subject.ts';
import { trustReaches } from '../iam/trust-reach.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';
import type { RoleUse, WorkloadRole } from './role-use.ts';

/** Service accounts that have a role; `*` for the name where any of the namespace has it. */
export interface HandedTo {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Whom trust policy and Pod Identity associations name, the same on several clusters once. Namespaces that a pattern
 * leaves open are for others to judge.
 */
export function handedTo(facts: Facts, { role, uses }: WorkloadRole): readonly HandedTo[] {
  const trust = facts.get(factKeys.trustPolicy(role.arn));
  const byTrust = (trust?.statements ?? [])
    .flatMap((statement) => trustReaches(role.arn, statement, trust ?? { statements: [] }))
    .filter(({ everybody }) => !everybody)
    .flatMap(({ admissions }) => admissions)
    .flatMap(({ token, namespaceOpen, nameOpen }) => {
      const account = serviceAccountOf(token.sub ?? '');
      if (account === undefined || namespaceOpen) return [];
      return [{ ...account, ...(nameOpen && { name: '*' }) }];
    });
  const found = [...byTrust, ...uses.flatMap(byAssociation)];
  return [...new Map(found.map((each) => [`${each.namespace}/${each.name}`, each])).values()];
}

function byAssociation(use: RoleUse): readonly HandedTo[] {
  if (use.kind !== 'association' && use.kind !== 'target') return [];
  return [{ namespace: use.namespace, name: use.serviceAccount }];
}
