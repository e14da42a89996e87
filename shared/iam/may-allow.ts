import { isAboutAction } from './compiled-document.ts';
import type { CompiledPermissions } from './decide.ts';

/** Whether any Allow statement covers the action, on whatever resource and condition: false spares asking `decide`. */
export function mayAllow({ identity }: CompiledPermissions, action: string): boolean {
  const lower = action.toLowerCase();
  const service = lower.slice(0, lower.indexOf(':'));
  return identity.some(({ document }) =>
    document.about(service).allows.some((statement) => isAboutAction(statement, lower)),
  );
}
