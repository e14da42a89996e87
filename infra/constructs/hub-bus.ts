import { Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { AccountRootPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { forwarderRoleName, hubBusName } from '../names.ts';

export interface HubBusProps {
  readonly homeRegion: string;
  /** Regions whose forwarders send their events here. */
  readonly forwardedFrom: readonly string[];
}

/**
 * Receives what CloudTrail recorded in other Regions. The roles are named in a condition, not as principals:
 * they are created after the bus, and a policy may not name a principal that does not exist yet.
 */
export class HubBus extends Construct {
  public readonly bus: EventBus;

  constructor(scope: Construct, id: string, { homeRegion, forwardedFrom }: HubBusProps) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: hubBusName,
      description: 'Gatewatch: events forwarded from other Regions',
    });
    this.bus.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ForwardersOfThisAccount',
        principals: [new AccountRootPrincipal()],
        actions: ['events:PutEvents'],
        resources: [this.bus.eventBusArn],
        conditions: {
          ArnEquals: {
            'aws:PrincipalArn': forwardedFrom.map((region) =>
              Stack.of(this).formatArn({
                service: 'iam',
                region: '',
                resource: 'role',
                resourceName: forwarderRoleName(homeRegion, region),
              }),
            ),
          },
        },
      }),
    );
  }
}
