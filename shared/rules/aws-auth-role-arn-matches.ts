import { mappedArn, whyNeverMatches } from '../kubernetes/aws-auth.ts';
import { defineRule } from './rule.ts';

export const awsAuthRoleArnMatches = defineRule({
  id: 'aws-auth-role-arn-matches',
  subject: 'awsAuthMapping',
  severity: 'LOW',
  title: 'Mapping of aws-auth can never match anybody',
  requires:
    'The ARN of a mapping is one that callers are looked up by: of a role without its path, or of a user.',
  because:
    'The mapping looks like access that works. Who was meant has none, or has it from elsewhere, and nobody knows what it will do in another version of the authenticator.',
  remedy:
    'Write arn:PARTITION:iam::ACCOUNT:role/NAME, without the path of the role and without a session; or make an access entry, which takes a path.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/arn/arn.go',
  ],
  controls: { owasp: ['K03'] },

  *check({ cluster, mapping }) {
    const why = whyNeverMatches(mapping);
    if (why === undefined) return undefined;
    const principalArn = mappedArn(mapping);
    yield {
      message: `aws-auth of ${cluster.name} in ${cluster.region} maps ${principalArn} and lets in nobody by it: ${why}.`,
      evidence: { principalArn },
    };
    return undefined;
  },
});
