import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { EKSClient } from '@aws-sdk/client-eks';
import type { IAMClient } from '@aws-sdk/client-iam';
import pLimit from 'p-limit';
import type { Account } from '../../shared/model/account.ts';
import { iamRegionOf } from '../../shared/model/partition.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { AwsClients } from './aws-clients.ts';
import { type AwsFailure, awsFailure } from './aws-failure.ts';

/** What one call came to. `readAt` is milliseconds since the epoch, taken before it was sent. */
export type Asked<T> =
  | { readonly ok: true; readonly value: T; readonly readAt: number }
  | { readonly ok: false; readonly failure: AwsFailure; readonly readAt: number };

/** Clients of one account, and the one way to call them. */
export interface AwsSession {
  autoScaling(region: string): AutoScalingClient;
  cloudTrail(region: string): CloudTrailClient;
  ec2(region: string): EC2Client;
  eks(region: string): EKSClient;
  iam(): Promise<IAMClient>;
  /** At most eight calls are under way at once. Throws only what is retryable, if the session was told to. */
  ask<T>(operation: string, call: () => Promise<T>): Promise<Asked<T>>;
  /** Attempts sent so far, retries included. */
  calls(): number;
}

export interface SessionOptions {
  readonly account: () => Promise<Account>;
  readonly onFailure: 'unread' | 'throw';
  readonly clock: Clock;
}

export function awsSession(options: SessionOptions, clients: AwsClients): AwsSession {
  const limit = pLimit(8);
  let attempts = 0;
  const count = () => {
    attempts += 1;
  };
  const iam = oncePerRegion((region) => counted(clients.iam(region), count));
  return {
    autoScaling: oncePerRegion((region) => counted(clients.autoScaling(region), count)),
    cloudTrail: oncePerRegion((region) => counted(clients.cloudTrail(region), count)),
    ec2: oncePerRegion((region) => counted(clients.ec2(region), count)),
    eks: oncePerRegion((region) => counted(clients.eks(region), count)),
    iam: async () => iam(iamRegion((await options.account()).partition)),
    ask: (operation, call) => limit(() => attempt(options, operation, call)),
    calls: () => attempts,
  };
}

async function attempt<T>(
  { clock, onFailure }: SessionOptions,
  operation: string,
  call: () => Promise<T>,
): Promise<Asked<T>> {
  const readAt = clock();
  try {
    return { ok: true, value: await call(), readAt };
  } catch (error) {
    const failure = awsFailure(error);
    if (onFailure === 'throw' && failure.kind === 'retryable') {
      throw new Error(`${operation} failed for now: ${failure.reason}`, { cause: error });
    }
    return { ok: false, failure, readAt };
  }
}

function iamRegion(partition: string): string {
  const region = iamRegionOf(partition);
  if (region === undefined) throw new Error(`no IAM Region is known for partition ${partition}`);
  return region;
}

/** Makes a client when it is first asked for one of the Region, and keeps it. */
export function oncePerRegion<C>(create: (region: string) => C): (region: string) => C {
  const clients = new Map<string, C>();
  return (region) => {
    const client = clients.get(region) ?? create(region);
    clients.set(region, client);
    return client;
  };
}

/** As much of the SDK's middleware stack as counting needs. */
interface Countable {
  readonly middlewareStack: {
    add(
      middleware: <A, R>(next: (args: A) => R) => (args: A) => R,
      options: { readonly step: 'deserialize'; readonly name: string; readonly override: boolean },
    ): void;
  };
}

/** Counts inside the retry loop, so that each attempt is one. */
function counted<C extends Countable>(client: C, count: () => void): C {
  client.middlewareStack.add(
    (next) => (args) => {
      count();
      return next(args);
    },
    { step: 'deserialize', name: 'countAttempts', override: true },
  );
  return client;
}

/** The account, asked for at most once. */
export function accountLoader(account: Account | (() => Promise<Account>)): () => Promise<Account> {
  if (typeof account !== 'function') return async () => account;
  let loaded: Promise<Account> | undefined;
  return () => {
    loaded ??= account();
    return loaded;
  };
}
