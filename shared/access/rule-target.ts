import { sameJson } from '../model/json.ts';
import type { RuleTarget } from '../model/monitor.ts';

/**
 * Whether two targets of an EventBridge rule get the same from it. How often it tries again is not compared, because AWS may
 * answer with defaults that nobody put there.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
 */
export function sameTarget(a: RuleTarget, b: RuleTarget): boolean {
  return members.every((member) => sameJson(a[member], b[member]));
}

const members = ['Arn', 'RoleArn', 'Input', 'InputPath', 'InputTransformer'] as const;
