import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Account } from '../../shared/model/account.ts';
import { ownPrefix } from '../../shared/model/own-names.ts';
import { stateSettings } from '../adapters/client-settings.ts';

/** Where a deployment has its functions. */
export interface Home {
  readonly region: string;
  readonly account: Account;
  readonly sweepName: string;
  readonly alertName: string;
  /** There only where the configuration has channels. */
  readonly deliverName: string;
  readonly lambda: LambdaClient;
}

/** The longest that a function of ours is waited for, in milliseconds: it asks every cluster. */
const requestTimeout = 300_000;

/** Functions are named after their home Region: nobody has to know what the stack is called, or may ask CloudFormation. */
export function doctorHome(region: string, account: Account): Home {
  const requestHandler = { ...stateSettings.requestHandler, requestTimeout };
  // Asked once: a second question would have it do all the work again.
  const lambda = new LambdaClient({ ...stateSettings, region, maxAttempts: 1, requestHandler });
  const prefix = ownPrefix(region);
  return {
    ...{ region, account, lambda, sweepName: `${prefix}sweep` },
    ...{ alertName: `${prefix}alert`, deliverName: `${prefix}deliver` },
  };
}
