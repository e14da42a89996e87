import type { FluxSource } from '../model/flux.ts';
import { defineRule, notApplicable } from './rule.ts';

export const fluxSourceNoStaticCloudKeys = defineRule({
  id: 'flux-source-no-static-cloud-keys',
  subject: 'fluxSource',
  severity: 'MEDIUM',
  title: 'Flux fetches from AWS with a stored key',
  requires:
    'Sources in S3, ECR and CodeCommit are fetched by workload identity (provider: aws), not with keys in a Secret, which go first where both are given.',
  because:
    'The key works from anywhere for whoever reads the Secret, and goes on working until somebody remembers to replace it.',
  remedy:
    'Set spec.provider to aws, remove spec.secretRef, and give source-controller, or the service account that the source names, an IAM role that may read it.',
  references: ['https://fluxcd.io/flux/integrations/aws/'],
  controls: { owasp: ['K08'], mitre: ['T1552.007', 'T1078.004'] },

  *check({ source }) {
    if (!isInAws(source)) return notApplicable('it is not in AWS');
    const { kind, namespace, name, secretRef, url, endpoint } = source;
    if (secretRef === undefined) return undefined;
    yield {
      message: `${kind} ${namespace}/${name} is fetched from AWS with what the Secret ${secretRef} holds.`,
      evidence: { kind, namespace, name, secretRef, address: url ?? endpoint ?? '' },
    };
    return undefined;
  },
});

/** https://docs.aws.amazon.com/general/latest/gr/rande.html */
function isInAws({ provider, url, endpoint }: FluxSource): boolean {
  const address = url ?? endpoint ?? '';
  const host = /^(?:[a-z]+:\/\/)?(?:[^/@]*@)?([^/:?#]+)/i.exec(address)?.[1] ?? '';
  const isHost =
    /(^|\.)(s3[a-z0-9.-]*|ecr(-fips)?\.[a-z0-9-]+|git-codecommit[a-z0-9.-]*)\.amazonaws\.com(\.cn)?$/i;
  return provider === 'aws' || isHost.test(host);
}
