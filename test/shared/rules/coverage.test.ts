import { expect, it } from 'vitest';
import { catalogue } from '../../../shared/rules/index.ts';
import { coverage, missing } from '../../generate/coverage.ts';

it('is what docs/coverage.md says of other catalogues', async () => {
  await expect(coverage(catalogue)).toMatchFileSnapshot('../../../docs/coverage.md');
});

it('has a row for each section and risk that a rule names', () => {
  expect(missing(catalogue)).toEqual([]);
});
