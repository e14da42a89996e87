import type { Duration } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  type RecursiveLoop,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge, acknowledgePatterns } from '../acknowledge.ts';
import { bundledCode } from '../bundle/bundled-code.ts';
import { metricNamespace } from '../metrics.ts';
import { ownName } from '../names.ts';
import type { Permission } from '../permission.ts';

export interface WatchFunctionProps {
  readonly homeRegion: string;
  /** Folder under functions/, and the `service` of its logs and metrics. */
  readonly name:
    | 'sweep'
    | 'access-change'
    | 'alert'
    | 'deliver'
    | 'audit-log'
    | 'subscriptions'
    | 'kubernetes-reader';
  /**
   * What it is called where there are several of its kind, and its role with it.
   *
   * @default - its folder, and a name that CloudFormation makes for the role
   */
  readonly called?: string;
  readonly description: string;
  /** In MiB. 1,769 is one whole CPU. */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly environment: Readonly<Record<string, string>>;
  readonly permissions: readonly Permission[];
  /**
   * How often Lambda repeats an asynchronous invocation that failed.
   *
   * @default - Lambda's own, for a function that is not invoked asynchronously
   */
  readonly retryAttempts?: number;
  /**
   * What Lambda does once the function has caused its own invocation some 16 times over.
   * https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
   *
   * @default - Lambda stops it
   */
  readonly recursiveLoop?: RecursiveLoop;
  /**
   * Where asynchronous invocations go that failed for good.
   *
   * @default - nowhere
   */
  readonly deadLetterQueue?: IQueue;
}

/** One of our Lambdas, allowed what is named and nothing else. */
export class WatchFunction extends Construct {
  public readonly function: LambdaFunction;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: WatchFunctionProps) {
    super(scope, id);
    const { homeRegion, name, called, permissions, environment, ...rest } = props;
    const logGroup = new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_MONTH });
    this.#role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      ...(called !== undefined && { roleName: ownName(homeRegion, called) }),
    });
    this.function = new LambdaFunction(this, 'Function', {
      ...rest,
      functionName: ownName(homeRegion, called ?? name),
      code: bundledCode(name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role: this.#role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      environment: {
        ...environment,
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_METRICS_NAMESPACE: metricNamespace,
        POWERTOOLS_SERVICE_NAME: name,
      },
    });
    // CDK lets a traced function write its traces, which have no resource type.
    acknowledge(this.#role, 'IAM5[Resource::*]', 'X-Ray has no resource type to name.');
    const writeLogs = {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    };
    for (const permission of [...permissions, writeLogs]) {
      this.#role.addToPolicy(statement(permission));
      acknowledgeWildcards(this.#role, permission);
    }
  }

  /**
   * Allows what names the function itself, or what is known only after it, in a policy apart: CloudFormation creates the role
   * with all its own policy before the function, so that an event source finds it allowed to poll. A managed policy, which has
   * 6,144 characters of its own: those written into a role share 10,240, and what is allowed grows with the watched Regions.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  public allowApart(id: string, permissions: readonly Permission[]): void {
    const policy = new ManagedPolicy(this, id, {
      roles: [this.#role],
      statements: permissions.map(statement),
    });
    for (const permission of permissions) acknowledgeWildcards(policy, permission);
  }
}

function statement({ actions, resources, conditions = {} }: Permission): PolicyStatement {
  return new PolicyStatement({ actions: [...actions], resources: [...resources], conditions });
}

function acknowledgeWildcards(scope: Construct, { resources, wildcard }: Permission): void {
  if (wildcard !== undefined) {
    acknowledgePatterns(scope, resources, wildcard);
  }
}
