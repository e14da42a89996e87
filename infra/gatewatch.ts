import {
  type App,
  BootstraplessSynthesizer,
  DefaultStackSynthesizer,
  type Environment,
  type IStackSynthesizer,
} from 'aws-cdk-lib';
import type { Config } from '../shared/model/config.ts';
import { forwardings } from './forwarding.ts';
import { ForwarderStack } from './stacks/forwarder-stack.ts';
import { GatewatchStack } from './stacks/gatewatch-stack.ts';

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
}

export function gatewatch(app: App, props: GatewatchProps): Gatewatch {
  const { homeRegion, config } = props;
  const hub = new GatewatchStack(app, 'Gatewatch', {
    env: environment(props, homeRegion),
    homeRegion,
    config,
  });
  const forwarders = forwardings(homeRegion, config.regions).map((forwarding) => {
    const forwarder = new ForwarderStack(app, `GatewatchForwarder-${forwarding.region}`, {
      env: environment(props, forwarding.region),
      synthesizer: withRolesOf(app, homeRegion),
      homeRegion,
      ...forwarding,
      operationsEmails: config.alerts.operationsEmails,
    });
    forwarder.addStackDependency(hub);
    return forwarder;
  });
  return { hub, forwarders };
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
