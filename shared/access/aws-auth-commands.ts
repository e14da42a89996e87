import { mappedArn } from '../kubernetes/aws-auth.ts';
import type { AwsAuthMapping } from '../model/aws-auth.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { shellCommand } from '../model/shell.ts';

/**
 * Takes a mapping out of aws-auth, which is one text that nothing else edits line by line. Nothing for one by permission
 * set, which eksctl does not know.
 * https://docs.aws.amazon.com/eks/latest/eksctl/iam-identity-mappings.html
 */
export function deleteMapping(
  { name, region }: ClusterRef,
  { mapping }: AwsAuthMapping,
): { readonly command?: string } {
  if ('sso' in mapping) return {};
  const command = shellCommand([
    ...['eksctl', 'delete', 'iamidentitymapping', '--cluster', name],
    ...['--region', region, '--arn', mappedArn(mapping)],
  ]);
  return { command };
}
