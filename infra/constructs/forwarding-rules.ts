import { Duration, Stack } from 'aws-cdk-lib';
import { type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { partitionOf } from '../../shared/model/partition.ts';
import { acknowledge } from '../acknowledge.ts';
import { callsOf, serviceName } from '../event-patterns.ts';
import type { Forwarding } from '../forwarding.ts';
import { forwarderRoleName, hubBusName, ownName } from '../names.ts';
import { ruleMay } from '../rule-may.ts';

export interface ForwardingRulesProps extends Forwarding {
  readonly homeRegion: string;
}

/** CloudTrail's record of a change → the hub bus at home. One hop: EventBridge allows no second. */
export class ForwardingRules extends Construct {
  /** What EventBridge could not deliver. */
  public readonly undelivered: Queue;
  /** The hub bus, for other rules of this Region. */
  public readonly hub: IRuleTarget;

  constructor(scope: Construct, id: string, props: ForwardingRulesProps) {
    super(scope, id);
    this.undelivered = new Queue(this, 'Undelivered', {
      queueName: ownName(props.homeRegion, 'forwarder-undelivered'),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(this.undelivered, 'SQS3', 'It is a dead-letter queue; an alarm watches its depth.');
    this.hub = hubTarget(this, props, this.undelivered);
    for (const events of props.events) {
      const rule = new Rule(this, serviceName(events), {
        ruleName: ownName(props.homeRegion, `forward-${serviceName(events).toLowerCase()}`),
        description: `Gatewatch: access changes in ${serviceName(events)}, to ${props.homeRegion}`,
        eventPattern: callsOf(events, partitionOf(props.region)),
        targets: [this.hub],
      });
      this.undelivered.addToResourcePolicy(
        ruleMay(rule, 'sqs:SendMessage', this.undelivered.queueArn),
      );
    }
  }
}

/** CDK's own target for a bus knows no maximum event age. */
function hubTarget(scope: Construct, props: ForwardingRulesProps, undelivered: Queue): IRuleTarget {
  const { homeRegion, region } = props;
  const arn = Stack.of(scope).formatArn({
    service: 'events',
    region: homeRegion,
    resource: 'event-bus',
    resourceName: hubBusName,
  });
  const role = new Role(scope, 'Role', {
    roleName: forwarderRoleName(homeRegion, region),
    description: `Gatewatch: forwards events from ${region} to ${homeRegion}`,
    assumedBy: new ServicePrincipal('events.amazonaws.com'),
  });
  role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [arn] }));
  return {
    bind: () => ({
      arn,
      role,
      deadLetterConfig: { arn: undelivered.queueArn },
      retryPolicy: { maximumEventAgeInSeconds: Duration.hours(6).toSeconds() },
    }),
  };
}
