import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListTargetsByRuleCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import type { Json } from '../../shared/model/json.ts';
import type { ExpectedRule, FoundRule, RuleTarget } from '../../shared/model/monitor.ts';

/** A rule of EventBridge with its targets. Throws what AWS refuses, that it does not exist included. */
export async function readMonitorRule(
  events: EventBridgeClient,
  { name, bus }: ExpectedRule,
): Promise<FoundRule> {
  const onBus = bus === undefined ? {} : { EventBusName: bus };
  const rule = await events.send(new DescribeRuleCommand({ Name: name, ...onBus }));
  if (rule.State === undefined) throw new Error('malformed answer: a rule without State');
  const targets = await everyTarget(events, { Rule: name, ...onBus });
  return {
    state: rule.State,
    ...(rule.EventPattern === undefined ? {} : { pattern: JSON.parse(rule.EventPattern) }),
    ...(rule.ScheduleExpression === undefined ? {} : { schedule: rule.ScheduleExpression }),
    targets,
  };
}

/** The SDK has no paginator for them. */
async function everyTarget(
  events: EventBridgeClient,
  of: { readonly Rule: string; readonly EventBusName?: string },
): Promise<readonly RuleTarget[]> {
  const targets: Target[] = [];
  let token: string | undefined;
  do {
    const page = await events.send(
      new ListTargetsByRuleCommand({ ...of, ...(token === undefined ? {} : { NextToken: token }) }),
    );
    if (page.Targets === undefined) throw new Error('malformed answer: a page without Targets');
    targets.push(...page.Targets);
    token = page.NextToken;
  } while (token !== undefined);
  return targets.map(asJson);
}

function asJson(target: Target): RuleTarget {
  return JSON.parse(JSON.stringify(target)) as { readonly [member: string]: Json };
}
