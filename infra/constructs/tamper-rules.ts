import { Duration } from 'aws-cdk-lib';
import {
  EventField,
  type EventPattern,
  type IRuleTarget,
  Rule,
  RuleTargetInput,
} from 'aws-cdk-lib/aws-events';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ownName } from '../names.ts';
import { ruleMay } from '../rule-may.ts';
import { type Own, tampering, tamperingWithRest } from '../tamper-patterns.ts';

export interface TamperRulesProps extends Own {
  readonly homeRegion: string;
  /** Where the event goes to be judged: the queue of changes, or the hub bus at home. */
  readonly feed: IRuleTarget;
  /** Hears of it at once, whatever else is broken. */
  readonly operations: ITopic;
  readonly undelivered: IQueue;
}

/**
 * Two rules that listen for calls against us. The first watches what works for us, the second rule among it; the second
 * watches the first, what feeds both, and where we keep what we know. To silence both takes two calls, and the rule that
 * still stands tells of the first.
 */
export class TamperRules extends Construct {
  constructor(scope: Construct, id: string, props: TamperRulesProps) {
    super(scope, id);
    const { homeRegion } = props;
    const first = ownName(homeRegion, 'tamper-a');
    tamperRule(this, 'A', first, tampering(props), props);
    const second = ownName(homeRegion, 'tamper-b');
    tamperRule(this, 'B', second, tamperingWithRest(props, first), props);
  }
}

function tamperRule(
  scope: Construct,
  id: string,
  ruleName: string,
  eventPattern: EventPattern,
  { feed, operations, undelivered }: TamperRulesProps,
): void {
  const rule = new Rule(scope, id, {
    ruleName,
    description: 'Gatewatch: calls that could blind it',
    eventPattern,
    targets: [feed, operationsTarget(operations, undelivered)],
  });
  operations.addToResourcePolicy(ruleMay(rule, 'sns:Publish', operations.topicArn));
  undelivered.addToResourcePolicy(ruleMay(rule, 'sqs:SendMessage', undelivered.queueArn));
}

/** CDK's own target for a topic lets EventBridge publish on behalf of any rule of anyone. */
function operationsTarget({ topicArn }: ITopic, { queueArn }: IQueue): IRuleTarget {
  return {
    bind: () => ({
      arn: topicArn,
      input: RuleTargetInput.fromText(tamperText()),
      deadLetterConfig: { arn: queueArn },
      retryPolicy: { maximumEventAgeInSeconds: Duration.hours(6).toSeconds() },
    }),
  };
}

function tamperText(): string {
  const [name, time, region, eventId, caller, address] = [
    '$.detail.eventName',
    '$.detail.eventTime',
    '$.detail.awsRegion',
    '$.detail.eventID',
    '$.detail.userIdentity.arn',
    '$.detail.sourceIPAddress',
  ].map((path) => EventField.fromPath(path));
  return `Gatewatch: ${name} could blind it. Called by ${caller} from ${address} at ${time} in ${region}, CloudTrail event ${eventId}. A deployment of Gatewatch makes such calls too; if it was none, look at the rule monitor-intact.`;
}
