import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { SweepRequest } from '../../shared/ports/sweep-request.ts';
import { stateSettings } from './client-settings.ts';

/** Invokes the sweep function without waiting; Lambda has queued the request when this resolves. */
export function lambdaSweepRequest(
  functionName: string,
  client = new LambdaClient(stateSettings),
): SweepRequest {
  return {
    request: async (payload) => {
      await client.send(
        new InvokeCommand({
          FunctionName: functionName,
          InvocationType: 'Event',
          Payload: Buffer.from(JSON.stringify(payload)),
        }),
      );
    },
  };
}
