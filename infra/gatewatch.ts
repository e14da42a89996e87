import {
  Annotations,
  type App,
  BootstraplessSynthesizer,
  DefaultStackSynthesizer,
  type Environment,
  type IStackSynthesizer,
} from 'aws-cdk-lib';
import type { Config } from '../shared/model/config.ts';
import { forwarderStack, hubStack, watchStack } from '../shared/model/own-names.ts';
import { partitionOf } from '../shared/model/partition.ts';
import { forwardings } from './forwarding.ts';
import { ForwarderStack } from './stacks/forwarder-stack.ts';
import { GatewatchStack } from './stacks/gatewatch-stack.ts';
import { WatchStack } from './stacks/watch-stack.ts';

export interface GatewatchProps {
  readonly homeRegion: string;
  /** @default - the account that the template is deployed to */
  readonly account?: string;
  readonly config: Config;
}

export interface Gatewatch {
  readonly hub: GatewatchStack;
  /** One for each other Region with events that matter; none when there is no such Region. */
  readonly forwarders: readonly ForwarderStack[];
  /** One for each watched Region where the configuration speaks of audit logs; else none. */
  readonly watches: readonly WatchStack[];
}

export function gatewatch(app: App, props: GatewatchProps): Gatewatch {
  const { homeRegion, config } = props;
  const hub = new GatewatchStack(app, hubStack, {
    env: environment(props, homeRegion),
    homeRegion,
    config,
  });
  const forwarders = forwardings(homeRegion, config.regions).map((forwarding) => {
    const forwarder = new ForwarderStack(app, forwarderStack(forwarding.region), {
      env: environment(props, forwarding.region),
      synthesizer: withRolesOf(app, homeRegion),
      homeRegion,
      ...forwarding,
      operationsEmails: config.alerts.operationsEmails,
      kubernetes: config.kubernetes,
    });
    forwarder.addStackDependency(hub);
    return forwarder;
  });
  if (forwarders.length > 0) warnOfUnverifiedTargets(hub, homeRegion);
  const watches = watchStacks(app, props, hub, forwarders);
  hub.watchItself([...forwarders, ...watches]);
  return { hub, forwarders, watches };
}

/** After the stack whose topic tells of their trouble: in other Regions that is the one that forwards from there. */
function watchStacks(
  app: App,
  props: GatewatchProps,
  hub: GatewatchStack,
  forwarders: readonly ForwarderStack[],
): readonly WatchStack[] {
  const { homeRegion, config } = props;
  const { auditLogs } = config;
  if (auditLogs === undefined) return [];
  return config.regions.map((region) => {
    const forwarder = forwarders.find((stack) => stack.region === region);
    const watch = new WatchStack(app, watchStack(region), {
      env: environment(props, region),
      homeRegion,
      hubStackName: hub.stackName,
      subscribe: auditLogs.subscribe,
    });
    watch.addStackDependency(hub);
    if (forwarder !== undefined) watch.addStackDependency(forwarder);
    return watch;
  });
}

function environment({ account }: GatewatchProps, region: string): Environment {
  return account === undefined ? { region } : { account, region };
}

/** Roles are global, so those of the home Region's bootstrap stack serve: no other Region needs one. */
function withRolesOf(app: App, homeRegion: string): IStackSynthesizer {
  const qualifier: unknown =
    app.node.tryGetContext('@aws-cdk/core:bootstrapQualifier') ??
    DefaultStackSynthesizer.DEFAULT_QUALIFIER;
  const atHome = (roleArn: string) =>
    roleArn.replace(/\$\{Qualifier\}/, String(qualifier)).replace(/\$\{AWS::Region\}/, homeRegion);
  const synthesizer = new BootstraplessSynthesizer({
    deployRoleArn: atHome(DefaultStackSynthesizer.DEFAULT_DEPLOY_ROLE_ARN),
    cloudFormationExecutionRoleArn: atHome(DefaultStackSynthesizer.DEFAULT_CLOUDFORMATION_ROLE_ARN),
  });
  // CDK's own class fits its own interface only without exactOptionalPropertyTypes.
  return synthesizer as IStackSynthesizer;
}

/**
 * Where AWS's own pages do not agree whether a rule may send to a bus in another Region, and we have not seen it do so.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
const unverifiedPartitions: readonly string[] = ['aws-cn', 'aws-us-gov'];

function warnOfUnverifiedTargets(hub: GatewatchStack, homeRegion: string): void {
  const partition = partitionOf(homeRegion);
  if (!unverifiedPartitions.includes(partition)) return;
  Annotations.of(hub).addWarningV2(
    'gatewatch:cross-region-targets',
    `It is not verified that EventBridge delivers to another Region in ${partition}. Without it, what other Regions forward is found by the next sweep alone: watch the alarm HeartbeatMissing after the deployment.`,
  );
}
