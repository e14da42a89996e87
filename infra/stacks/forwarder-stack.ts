import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { alarmWhen } from '../alarm-when.ts';
import { ForwardingRules, type ForwardingRulesProps } from '../constructs/forwarding-rules.ts';
import { OperationsTopic } from '../constructs/operations-topic.ts';
import { messagesIn } from '../metrics.ts';

export interface ForwarderStackProps extends StackProps, ForwardingRulesProps {
  /** Who hears that events cannot be forwarded: an alarm reaches only topics of its own Region. */
  readonly operationsEmails: readonly string[];
}

/** Hands the events of one Region on to the home Region. Holds no asset, so it needs no bootstrap bucket. */
export class ForwarderStack extends Stack {
  constructor(scope: Construct, id: string, props: ForwarderStackProps) {
    super(scope, id, {
      description: `Gatewatch: forwards access changes to ${props.homeRegion}`,
      terminationProtection: true,
      ...props,
    });
    const { undelivered } = new ForwardingRules(this, 'Changes', props);
    const { topic } = new OperationsTopic(this, 'Operations', { emails: props.operationsEmails });
    alarmWhen(this, 'Undelivered', topic, {
      alarmDescription: `Gatewatch: events wait in ${undelivered.queueName} that could not be forwarded to ${props.homeRegion}.`,
      metric: messagesIn(undelivered, Duration.minutes(5)),
      above: 0,
    });
  }
}
