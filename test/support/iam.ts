import type {
  Condition,
  ListElement,
  PrincipalElement,
  Statement,
} from '../../shared/model/policy-document.ts';
import type { Role, User } from '../../shared/model/principal.ts';

/** 12:00 on 2026-10-01: a month before the entries of `eks.ts`. */
const longAgo = Date.UTC(2026, 9, 1, 12);

export function role(arn: string, createDate = longAgo): Role {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return { arn, name, roleId: `AROA-${name}`, path: '/', createDate, tags: {} };
}

export function user(arn: string, createDate = longAgo): User {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return { arn, name, userId: `AIDA-${name}`, path: '/', createDate, tags: {} };
}

export function statement(parts: Partial<Statement> = {}): Statement {
  return { effect: 'Allow', conditions: [], ...parts };
}

export function federated(...providers: readonly string[]): PrincipalElement {
  return { negated: false, everyone: false, byType: { Federated: providers } };
}

export function services(...names: readonly string[]): PrincipalElement {
  return { negated: false, everyone: false, byType: { Service: names } };
}

export const everyone: PrincipalElement = { negated: false, everyone: true, byType: {} };

export function actions(...values: readonly string[]): ListElement {
  return { negated: false, values };
}

export function condition(operator: string, key: string, ...values: readonly string[]): Condition {
  return { operator, key, values };
}
