import type { SecurityFinding } from '../model/security-finding.ts';

/** Security Hub, as far as findings are brought there. */
export interface FindingHub {
  /** Creates or updates them. Rejects where it does not take all of them; those that it took stay. */
  put(findings: readonly SecurityFinding[]): Promise<void>;
}
