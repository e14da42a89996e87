import { describe, expect, it } from 'vitest';
import { packedTable } from '../../../infra/bundle/packed-table.ts';
import { rulesWithoutDocumentation } from '../../../infra/bundle/rules-without-documentation.ts';
import { actionTable } from '../../../shared/iam/action-table.ts';
import { catalogue } from '../../../shared/rules/index.ts';
import { bundled } from './bundled.ts';

describe('the table of actions in a bundle', () => {
  it('says what the source says', async () => {
    const source = "export * from './shared/iam/action-table.ts'";
    const { actionTable: unpacked } = await bundled(source, [packedTable]);
    expect({ ...(unpacked as object) }).toEqual(actionTable);
  });
});

describe('a rule in a bundle', () => {
  const rules = bundled("export * from './shared/rules/index.ts'", [rulesWithoutDocumentation]);

  it.each(catalogue.map((rule) => [rule.id, rule] as const))(
    'is the same without its documentation: %s',
    async (id, { requires, references, controls, check, ...rest }) => {
      const found = ((await rules)['catalogue'] as typeof catalogue).find((rule) => rule.id === id);
      expect(found).toEqual({ ...rest, check: expect.any(Function) });
    },
  );
});
