import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { awsFailure } from './aws-failure.ts';

/** The variables of a function of ours; or that it is not there, or why nobody told. */
export type DeployedFunction =
  | { readonly kind: 'found'; readonly environment: Readonly<Record<string, string>> }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unread'; readonly reason: string };

export async function deployedFunction(
  client: LambdaClient,
  FunctionName: string,
): Promise<DeployedFunction> {
  try {
    const { Environment } = await client.send(
      new GetFunctionConfigurationCommand({ FunctionName }),
    );
    return { kind: 'found', environment: Environment?.Variables ?? {} };
  } catch (error) {
    const { kind, reason } = awsFailure(error);
    return kind === 'gone' ? { kind } : { kind: 'unread', reason };
  }
}
