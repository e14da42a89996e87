import type { Check } from '../model/check.ts';
import type { OwedTransition } from '../model/finding.ts';
import { shellCommand } from '../model/shell.ts';

/** As the alarm `AlertsOwed` has it. In milliseconds. */
const longest = 15 * 60_000;

/** Whether what was to be told at once has been. */
export function owedCheck(
  owed: readonly Pick<OwedTransition, 'at' | 'delivery'>[],
  now: number,
  by: { readonly functionName: string; readonly region: string },
): Check {
  const check = { id: 'alerts owed', area: 'alerts' } as const;
  const urgent = owed.filter(({ delivery }) => delivery === 'now');
  const oldest = Math.min(now, ...urgent.map(({ at }) => at));
  if (now - oldest <= longest) {
    return { ...check, status: 'ok', says: 'No alert has waited for more than 15 minutes.' };
  }
  return {
    ...check,
    status: 'fault',
    says: `${urgent.length} steps of findings wait to be told, the oldest since ${new Date(oldest).toISOString()}.`,
    fix: 'The log of the function says why they could not be sent. When that is mended, it sends them within five minutes, or now:',
    commands: [sendNow(by)],
  };
}

/** https://docs.aws.amazon.com/cli/latest/reference/lambda/invoke.html */
function sendNow({ functionName, region }: Parameters<typeof owedCheck>[2]): string {
  return shellCommand([
    ...['aws', 'lambda', 'invoke', '--function-name', functionName, '--region', region],
    ...['--cli-binary-format', 'raw-in-base64-out', '--payload', '{}', '/dev/stdout'],
  ]);
}
