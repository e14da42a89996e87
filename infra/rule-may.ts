import type { Rule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';

/** Lets EventBridge do something on behalf of this one rule. */
export function ruleMay(rule: Rule, action: string, resource: string): PolicyStatement {
  return new PolicyStatement({
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: [action],
    resources: [resource],
    conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
  });
}
