import type { Check } from '../model/check.ts';
import { shellCommand } from '../model/shell.ts';

/** What came of asking a function of ours. */
export type Asked =
  | { readonly kind: 'answered'; readonly checks: readonly Check[] }
  /** It was asked and could not answer, or is not there. */
  | { readonly kind: 'failed' | 'gone'; readonly reason: string }
  /** The question did not reach it. */
  | { readonly kind: 'unasked'; readonly reason: string };

export interface AskedFunction {
  readonly functionName: string;
  readonly region: string;
}

/** Whether a function of ours answers. */
export function askedCheck({ functionName, region }: AskedFunction, asked: Asked): Check {
  const check = { id: `answer ${functionName}`, area: 'functions' } as const;
  if (asked.kind === 'answered') {
    return { ...check, status: 'ok', says: `The function ${functionName} answers.` };
  }
  if (asked.kind === 'unasked') {
    return {
      ...check,
      status: 'unread',
      says: `The function ${functionName} was not asked: ${asked.reason}.`,
      fix: `Ask with credentials that have lambda:InvokeFunction on it: what only it can tell is left out.`,
    };
  }
  return {
    ...check,
    status: 'fault',
    says: `The function ${functionName} does not answer: ${asked.reason}.`,
    fix: 'Its log says why. Where it does not know the question, it is of an earlier release: deploy this one.',
    commands: [tailLog(functionName, region)],
  };
}

/** No deployment where it was looked for. */
export function notDeployed({ functionName, region }: AskedFunction, accountId: string): Check {
  return {
    id: 'deployment',
    area: 'deployment',
    status: 'fault',
    says: `Account ${accountId} has no function ${functionName} in ${region}: Gatewatch is not deployed there.`,
    fix: 'Say by --region where its home is; or deploy it:',
    commands: [shellCommand(['npx', 'cdk', 'deploy', '--all', '-c', 'config=gatewatch.yaml'])],
  };
}

/** https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html */
function tailLog(functionName: string, region: string): string {
  const group = shellCommand([
    ...['aws', 'lambda', 'get-function-configuration', '--function-name', functionName],
    ...['--region', region, '--query', 'LoggingConfig.LogGroup', '--output', 'text'],
  ]);
  return `aws logs tail "$(${group})" --since 1d --region ${shellCommand([region])}`;
}
