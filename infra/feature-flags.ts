import { readFileSync } from 'node:fs';
import type { Stack } from 'aws-cdk-lib';
import { ownPath } from './package.ts';

/**
 * Has a stack synthesised under the feature flags of our own cdk.json, whatever those of the app around it: they decide how
 * policies are merged, and so whether these fit into IAM's limits. To be called before the stack has anything in it.
 * https://docs.aws.amazon.com/cdk/v2/guide/featureflags.html
 */
export function fixFeatureFlags({ node }: Stack): void {
  for (const [flag, value] of Object.entries(ownFlags())) node.setContext(flag, value);
}

function ownFlags(): Readonly<Record<string, unknown>> {
  const { context }: { readonly context: Readonly<Record<string, unknown>> } = JSON.parse(
    readFileSync(ownPath('cdk.json'), 'utf8'),
  );
  return context;
}
