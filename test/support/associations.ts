import type { PodIdentityAssociation } from '../../shared/model/cluster-parts.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import { type KnownFact, known } from './facts.ts';
import type { Given } from './test-rule.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
export const ledgerRole = 'arn:aws:iam::012345678901:role/ledger';

/** The association of the service account ledger in the namespace payments of the cluster payments. */
export function association(
  differences: Partial<PodIdentityAssociation> = {},
): PodIdentityAssociation {
  return {
    associationId: 'a-1',
    associationArn: 'arn:aws:eks:eu-west-1:012345678901:podidentityassociation/payments/a-1',
    namespace: 'payments',
    serviceAccount: 'ledger',
    roleArn: ledgerRole,
    disableSessionTags: false,
    ...differences,
  };
}

export function associationGiven(
  differences: Partial<PodIdentityAssociation>,
  facts: readonly KnownFact[],
): Given<'podIdentityAssociation'> {
  return {
    subject: { cluster: payments, association: association(differences) },
    known: { facts },
  };
}

/** The cluster payments with these associations and no others, in an account with no other cluster. */
export function onlyAssociations(
  ...associations: readonly PodIdentityAssociation[]
): readonly KnownFact[] {
  const nameOf = ({ namespace, serviceAccount }: PodIdentityAssociation) =>
    `${namespace}/${serviceAccount}`;
  return [
    known(factKeys.clusters('eu-west-1'), ['payments']),
    known(factKeys.podIdentityAssociations(payments), associations.map(nameOf)),
    ...associations.map((one) =>
      known(factKeys.podIdentityAssociation(payments, nameOf(one)), one),
    ),
  ];
}
