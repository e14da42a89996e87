import { writeFileSync } from 'node:fs';
import { generateActionTable } from './action-table.ts';

const path = new URL('../../shared/iam/action-table.ts', import.meta.url);
const table = await generateActionTable();

writeFileSync(
  path,
  `import type { ActionTable } from './packed-actions.ts';

/**
 * Written by \`npm run generate:actions\`, not by hand; packed-actions.ts says how services are packed.
 * Data of iam-data, Copyright (c) 2024 Act Security, MIT License, which took it from
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const actionTable: ActionTable = ${JSON.stringify(table, null, 2)};
`,
);
