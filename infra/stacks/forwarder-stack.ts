import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { KubernetesSettings } from '../../shared/model/config.ts';
import { ownPrefix } from '../../shared/model/own-names.ts';
import { partitionOf } from '../../shared/model/partition.ts';
import { alarmWhen } from '../alarm-when.ts';
import { ForwardingRules, type ForwardingRulesProps } from '../constructs/forwarding-rules.ts';
import { OperationsTopic } from '../constructs/operations-topic.ts';
import { ReaderAccessEntries } from '../constructs/reader-access-entries.ts';
import { TamperRules } from '../constructs/tamper-rules.ts';
import { fixFeatureFlags } from '../feature-flags.ts';
import { messagesIn } from '../metrics.ts';
import { ownName } from '../names.ts';

export interface ForwarderStackProps extends StackProps, ForwardingRulesProps {
  /** Who hears that events cannot be forwarded: an alarm reaches only topics of its own Region. */
  readonly operationsEmails: readonly string[];
  readonly kubernetes: KubernetesSettings;
}

/** Hands the events of one Region on to the home Region. Holds no asset, so it needs no bootstrap bucket. */
export class ForwarderStack extends Stack {
  constructor(scope: Construct, id: string, props: ForwarderStackProps) {
    super(scope, id, {
      description: `Gatewatch: forwards access changes to ${props.homeRegion}`,
      terminationProtection: true,
      ...props,
    });
    fixFeatureFlags(this);
    const { homeRegion, region, kubernetes } = props;
    new ReaderAccessEntries(this, 'Readers', { homeRegion, region, kubernetes });
    const { undelivered, hub } = new ForwardingRules(this, 'Changes', props);
    const { topic } = new OperationsTopic(this, 'Operations', {
      emails: props.operationsEmails,
      topicName: ownName(homeRegion, 'forwarder-operations'),
    });
    new TamperRules(this, 'Tamper', {
      homeRegion,
      partition: partitionOf(region),
      prefix: ownPrefix(homeRegion),
      queuesAndTopics: ownPrefix(homeRegion),
      feed: hub,
      operations: topic,
      undelivered,
    });
    alarmWhen(this, 'Undelivered', topic, {
      alarmDescription: `Gatewatch: events wait in ${undelivered.queueName} that could not be forwarded to ${homeRegion}.`,
      metric: messagesIn(undelivered, Duration.minutes(5)),
      above: 0,
    });
  }
}
