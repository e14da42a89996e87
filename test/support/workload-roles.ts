import type { RoleUse } from '../../shared/access/role-use.ts';
import type { Known } from './facts.ts';
import { role } from './iam.ts';
import { type RoleSketch, roleFacts } from './policies.ts';
import type { Given } from './test-rule.ts';

export const apiRole = 'arn:aws:iam::012345678901:role/api';

/** The service account payments/api of the cluster payments gets it by Pod Identity. */
const byAssociation: RoleUse = {
  kind: 'association',
  cluster: { region: 'eu-west-1', name: 'payments' },
  namespace: 'payments',
  serviceAccount: 'api',
};

/** The role api of a workload, with these policies. */
export function workloadGiven(
  sketch: RoleSketch,
  known: Known = {},
  uses: readonly RoleUse[] = [byAssociation],
): Given<'workloadRole'> {
  return {
    subject: { role: role(apiRole), uses },
    known: { ...known, facts: [...roleFacts(apiRole, sketch), ...(known.facts ?? [])] },
  };
}

/** How messages begin that speak of it. */
export const apiMay = `${apiRole}, the role of service account payments/api of payments in eu-west-1, may`;
