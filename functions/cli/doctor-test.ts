import { askedCheck } from '../../shared/doctor/asked-check.ts';
import type { Check } from '../../shared/model/check.ts';
import { askFunction } from '../adapters/ask-function.ts';
import type { Home } from './doctor-home.ts';

/** The channels that every deployment has. */
const ofEvery: readonly string[] = ['findings', 'operations'];

/** Has the functions that tell people send one test message to a channel, or to each of them. */
export async function doctorTest(home: Home, testMessage: string): Promise<readonly Check[]> {
  if (ofEvery.includes(testMessage)) return (await ask(home, home.alertName, testMessage)) ?? [];
  if (testMessage === 'all') {
    const names = [home.alertName, home.deliverName];
    const told = await Promise.all(names.map((name) => ask(home, name, testMessage)));
    return told.flatMap((checks) => checks ?? []);
  }
  const told = await ask(home, home.deliverName, testMessage);
  // Without channels of its own a deployment has those alone that the other function knows, which says so.
  return told ?? (await ask(home, home.alertName, testMessage)) ?? [];
}

/** Undefined where there is no such function, as is the one of the channels where none is configured. */
async function ask(
  { lambda, region, alertName }: Home,
  functionName: string,
  testMessage: string,
): Promise<readonly Check[] | undefined> {
  const asked = await askFunction(lambda, functionName, { testMessage });
  if (asked.kind === 'answered') return asked.checks;
  if (asked.kind === 'gone' && functionName !== alertName) return undefined;
  return [askedCheck({ functionName, region }, asked)];
}
