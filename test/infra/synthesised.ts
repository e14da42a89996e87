import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type GatewatchProps, gatewatch } from '../../infra/gatewatch.ts';
import type { Config } from '../../shared/model/config.ts';
import { plainConfig } from '../support/config.ts';

/** Watches its own Region, and tells people. */
export const config: Config = {
  ...plainConfig,
  alerts: {
    ...plainConfig.alerts,
    emails: ['security@example.com'],
    operationsEmails: ['platform@example.com'],
  },
};

/** An app under the feature flags of cdk.json that bundles nothing. */
export function testApp(): App {
  const cdkJson = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
  return new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
}

export interface Synthesised {
  readonly app: App;
  readonly hub: Template;
  /** By Region. */
  readonly forwarders: Readonly<Record<string, Template>>;
  /** By Region. */
  readonly watches: Readonly<Record<string, Template>>;
}

export function synthesised(props: Partial<GatewatchProps> = {}): Synthesised {
  const app = testApp();
  const { hub, forwarders, watches } = gatewatch(app, {
    homeRegion: 'eu-west-1',
    account: '111122223333',
    config,
    ...props,
  });
  return {
    app,
    hub: Template.fromStack(hub),
    forwarders: Object.fromEntries(
      forwarders.map((stack) => [stack.region, Template.fromStack(stack)]),
    ),
    watches: Object.fromEntries(watches.map((stack) => [stack.region, Template.fromStack(stack)])),
  };
}

/** Policies of roles, each with its roles: those written into one, and managed ones. */
export function policiesOf(template: Template): readonly Resource[] {
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    Object.values(resourcesOf(template, type)),
  );
}

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template's properties are as CloudFormation has them.
  readonly Properties: any;
}

/** Resources of one type by logical id. */
export function resourcesOf(template: Template, type: string): Readonly<Record<string, Resource>> {
  return template.findResources(type) as Readonly<Record<string, Resource>>;
}
