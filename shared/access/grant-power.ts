import { accessPolicyArn } from './access-policy-arn.ts';
import { powerOf } from './access-policy-grants.ts';
import { powerText } from './scope-text.ts';

/**
 * What a grant amounts to that is given in words, as `AmazonEKSViewPolicy over the whole cluster` or `… over namespace a, b`;
 * undefined where its words name no access policy whose powers are known.
 */
export function grantPower(grant: string): string | undefined {
  const [, name = '', scope = ''] = /^(\S+) (?:over|in) (.+)/s.exec(grant) ?? [];
  const accessScope =
    scope === 'the whole cluster'
      ? { type: 'cluster', namespaces: [] }
      : { type: 'namespace', namespaces: scope.replace(/^namespaces? /, '').split(', ') };
  // Of whichever partition: its powers are those of its name.
  const power = powerOf({ policyArn: accessPolicyArn('any', name), accessScope });
  return power && powerText(power);
}
