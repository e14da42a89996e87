import { expect, test } from 'vitest';
import { compilePermissions } from '../../../shared/iam/decide.ts';
import { resourceVariables } from '../../../shared/iam/resource-variables.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { condition } from '../../support/iam.ts';
import { allow, document } from '../../support/policies.ts';

const team = `$${'{aws:PrincipalTag/Team}'}`;
const name = `$${"{aws:username, 'nobody'}"}`;

test('names the variables of resources in lower case, those of a boundary and with a default included', () => {
  expect(variablesIn([allow(['s3:*'], [`a/${team}/*`])], [allow(['*'], [name, '*'])])).toEqual(
    new Set(['aws:principaltag/team', 'aws:username']),
  );
});

test('leaves out what a condition asks for as well, wherever it stands', () => {
  const asked = condition('StringEquals', 'AWS:PrincipalTag/team', 'payments');
  expect(variablesIn([allow(['s3:*'], [team])], [allow(['*'], ['*'], asked)])).toEqual(new Set());
});

test('leaves out the variables of conditions, and statements without a resource', () => {
  const value = condition('StringEquals', 'aws:SourceVpc', team);
  const trust: Statement = { effect: 'Allow', conditions: [value] };
  expect(variablesIn([allow(['s3:*'], ['*'], value)], [trust])).toEqual(new Set());
});

function variablesIn(identity: readonly Statement[], boundary: readonly Statement[]) {
  return resourceVariables(
    compilePermissions({
      principalArn: 'arn:aws:iam::012345678901:role/api',
      identity: [{ name: 'Work', document: document(...identity) }],
      boundary: { name: 'Boundary', document: document(...boundary) },
    }),
  );
}
