import type { Statement } from '../model/policy-document.ts';
import { listedPrincipals } from './listed-principals.ts';

/** The services that Allow statements name as principals, such as `ec2.amazonaws.com`; each once, sorted. */
export function namedServices(statements: readonly Statement[]): readonly string[] {
  const named = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ principals }) =>
      principals?.negated ? [] : listedPrincipals(principals, 'Service'),
    );
  return [...new Set(named)].toSorted();
}

/** What stands before the suffix of its partition: `ec2` of `ec2.amazonaws.com.cn`, `pods.eks` of `pods.eks.amazonaws.com`. */
export function serviceOf(principal: string): string {
  return principal.replace(dnsSuffix, '');
}

/** From botocore's partitions.json. */
const dnsSuffix =
  /\.(amazonaws\.com(\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/;
