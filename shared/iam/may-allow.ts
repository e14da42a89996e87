import { isAboutAction } from './compiled-statement.ts';
import type { CompiledPermissions } from './decide.ts';
import { serviceOf } from './tally.ts';

/** Whether any Allow statement covers the action, on whatever resource and condition: false spares asking `decide`. */
export function mayAllow({ identity }: CompiledPermissions, action: string): boolean {
  const lower = action.toLowerCase();
  const service = serviceOf(lower);
  return identity.about(service).allows.some((statement) => isAboutAction(statement, lower));
}
