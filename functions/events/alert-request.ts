import { isObject, type Json } from '../../shared/model/json.ts';

/** Look whether people would be told and send nothing, or send a test message to the channel of this name, or to `all`. */
export type AlertRequest = { readonly doctor: true } | { readonly testMessage: string };

/** Thrown for an invocation that asks for something we do not know. */
class InvalidAlertRequest extends Error {
  override readonly name = 'InvalidAlertRequest';
}

/** What somebody asks of a function that tells; undefined where a clock, a stream or a queue invokes it. */
export function parseAlertRequest(event: Json): AlertRequest | undefined {
  if (!isObject(event) || !('doctor' in event || 'testMessage' in event)) return undefined;
  const { doctor, testMessage, ...others } = event;
  const isAlone = Object.keys(others).length === 0;
  if (isAlone && doctor === true && testMessage === undefined) return { doctor };
  if (isAlone && doctor === undefined && typeof testMessage === 'string') return { testMessage };
  throw new InvalidAlertRequest('known are {"doctor":true} and {"testMessage":"CHANNEL"}');
}
