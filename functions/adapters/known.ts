import type { Known } from '../../shared/model/check.ts';
import { awsFailure } from './aws-failure.ts';

/** What was asked for, or why AWS did not tell. */
export async function known<V>(ask: () => Promise<V>): Promise<Known<V>> {
  try {
    return { read: true, value: await ask() };
  } catch (error) {
    return { read: false, reason: awsFailure(error).reason };
  }
}
