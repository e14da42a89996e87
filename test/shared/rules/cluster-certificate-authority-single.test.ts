import type { CertificateAuthority } from '../../../shared/model/cluster-parts.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { clusterCertificateAuthoritySingle } from '../../../shared/rules/cluster-certificate-authority-single.ts';
import { cluster } from '../../support/eks.ts';
import { denied, known } from '../../support/facts.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const old: CertificateAuthority = {
  id: 'old',
  createdAt: Date.UTC(2023, 10, 14),
  signingStatus: 'IN_USE',
};
/** 30 days before the day of the assessment, 2026-11-21. */
const october22 = Date.UTC(2026, 9, 22);
const next = { id: 'next', createdAt: october22, signingStatus: 'NOT_USED' };

testRule(clusterCertificateAuthoritySingle, {
  compliant: {
    'one certificate authority, however old': trusting(old),
    'a second one, made 30 days ago': trusting(old, next),
  },
  nonCompliant: {
    'a second one, made 31 days ago and never used': {
      given: trusting(old, { ...next, createdAt: october22 - 86_400_000 }),
      reports: [
        {
          message:
            'payments in eu-west-1 has trusted 2 certificate authorities for more than 30 days.',
          evidence: { certificateAuthorities: ['next NOT_USED', 'old IN_USE'] },
          command:
            'aws eks delete-certificate-authority --cluster-name payments --certificate-authority-id next --region eu-west-1',
        },
      ],
    },
    'two of which neither is known to be idle': {
      given: trusting(old, { id: 'older', createdAt: 0, signingStatus: 'IN_USE' }),
      reports: [
        {
          message:
            'payments in eu-west-1 has trusted 2 certificate authorities for more than 30 days.',
          evidence: { certificateAuthorities: ['old IN_USE', 'older IN_USE'] },
        },
      ],
    },
    'one that is about to sign': {
      given: trusting(old, { id: 'older', createdAt: 0, signingStatus: 'ACTIVATING' }),
      reports: [
        {
          message:
            'payments in eu-west-1 has trusted 2 certificate authorities for more than 30 days.',
          evidence: { certificateAuthorities: ['old IN_USE', 'older ACTIVATING'] },
        },
      ],
    },
    'one that does not say whether it is in use, which nobody should delete': {
      given: trusting(old, { id: 'older', createdAt: 0 }),
      reports: [
        {
          message:
            'payments in eu-west-1 has trusted 2 certificate authorities for more than 30 days.',
          evidence: { certificateAuthorities: ['old IN_USE', 'older of unknown status'] },
        },
      ],
    },
  },
  insufficientData: {
    'certificate authorities that were not listed': {
      given: {
        subject: cluster(),
        known: { facts: [denied(factKeys.certificateAuthorities(payments))] },
      },
      because: 'certificate-authorities eu-west-1/payments: AccessDenied',
    },
    'one that was not read': {
      given: {
        subject: cluster(),
        known: {
          facts: [
            known(factKeys.certificateAuthorities(payments), ['old', 'next']),
            known(factKeys.certificateAuthority(payments, 'old'), old),
          ],
        },
      },
      because: 'certificate-authority eu-west-1/payments next: not read yet',
    },
  },
});

function trusting(...authorities: readonly CertificateAuthority[]): Given<'cluster'> {
  const ids = authorities.map(({ id }) => id);
  return {
    subject: cluster(),
    known: {
      facts: [
        known(factKeys.certificateAuthorities(payments), ids),
        ...authorities.map((one) => known(factKeys.certificateAuthority(payments, one.id), one)),
      ],
    },
  };
}
