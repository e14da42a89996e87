import { deleteCertificateAuthority } from '../access/remedy-commands.ts';
import type { CertificateAuthority } from '../model/cluster-parts.ts';
import { factKeys } from '../model/fact-key.ts';
import { compareText } from '../model/json.ts';
import { defineRule } from './rule.ts';

export const clusterCertificateAuthoritySingle = defineRule({
  id: 'cluster-certificate-authority-single',
  subject: 'cluster',
  severity: 'LOW',
  title: 'Cluster trusts a second certificate authority for long',
  requires:
    'A cluster trusts one certificate authority, or two for no longer than a rotation takes: 30 days.',
  because:
    'While two are trusted, whatever the old one signed still counts, so a rotation that is never finished protects from nothing.',
  remedy:
    'Finish the rotation: activate the new certificate authority once every client has it, and delete the old one; or delete the one that was never used.',
  references: ['https://docs.aws.amazon.com/eks/latest/APIReference/API_CertificateAuthority.html'],
  controls: { mitre: ['T1649'] },

  *check(cluster, facts) {
    const trusted = facts
      .list(factKeys.certificateAuthorities(cluster))
      .flatMap((id) => facts.get(factKeys.certificateAuthority(cluster, id)) ?? []);
    if (trusted.length < 2) return;
    const newest = Math.max(...trusted.map(({ createdAt }) => createdAt));
    if (Date.parse(facts.today()) - newest <= rotationTime) return;
    // To delete the one that signs, or is about to, would shut everybody out.
    const idle = trusted.find(({ signingStatus }) => signingStatus === 'NOT_USED');
    yield {
      message: `${cluster.name} in ${cluster.region} has trusted ${trusted.length} certificate authorities for more than 30 days.`,
      evidence: { certificateAuthorities: trusted.map(asEvidence).toSorted(compareText) },
      ...(idle !== undefined && { command: deleteCertificateAuthority(cluster, idle.id) }),
    };
  },
});

/** In milliseconds. */
const rotationTime = 30 * 86_400_000;

function asEvidence({ id, signingStatus }: CertificateAuthority): string {
  return `${id} ${signingStatus ?? 'of unknown status'}`;
}
