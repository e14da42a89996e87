import { askedCheck } from '../../shared/doctor/asked-check.ts';
import type { Check } from '../../shared/model/check.ts';
import { askFunction } from '../adapters/ask-function.ts';
import type { Home } from './doctor-home.ts';

/** Has the function that alerts send one test message to a channel, or to each of them. */
export async function doctorTest(home: Home, testMessage: string): Promise<readonly Check[]> {
  const { lambda, alertName: functionName, region } = home;
  const asked = await askFunction(lambda, functionName, { testMessage });
  return asked.kind === 'answered' ? asked.checks : [askedCheck({ functionName, region }, asked)];
}
