import { UsageError } from '../adapters/usage-error.ts';
import { only, refuseMore, type Values, type Where, whereOf } from './arguments.ts';

export interface ExplainCommand {
  readonly name: 'explain';
  readonly what:
    | { readonly findingId: string }
    | { readonly ruleId: string; readonly subject: string };
  readonly from: Where;
  readonly config?: string;
}

export function explainArguments(rest: readonly string[], values: Values): ExplainCommand {
  only(values, ['snapshot', 'live', 'config'], 'explain');
  const [first, subject, ...more] = rest;
  if (first === undefined) throw new UsageError('explain needs a finding, or a rule and a subject');
  const { config } = values;
  return refuseMore(more, {
    name: 'explain',
    what: subject === undefined ? { findingId: first } : { ruleId: first, subject },
    from: whereOf(values, 'explain'),
    ...(config === undefined ? {} : { config }),
  });
}
