import { expect, it } from 'vitest';
import { accessMap } from '../../../../shared/access/access-map.ts';
import { assess } from '../../../../shared/assess/assess.ts';
import { createEstate } from '../../../../shared/model/estate.ts';
import { renderHtml } from '../../../../shared/report/html/page.ts';
import { sweepReport } from '../../../../shared/report/report.ts';
import { byteLength } from '../../../../shared/report/text.ts';
import { catalogue } from '../../../../shared/rules/index.ts';
import { benchAccount, benchFacts, benchRegion } from '../../../bench/estates.ts';
import { plainConfig } from '../../../support/config.ts';

function pageOf(size: { readonly clusters: number; readonly roles: number }): string {
  const facts = benchFacts({ ...size, entries: 20, seed: 1 });
  const estate = createEstate(benchAccount, facts);
  const assessment = assess({ catalogue, config: plainConfig, estate, today: '2026-11-26' });
  const clusters = Array.from({ length: size.clusters }, (_, n) => ({
    ...{ region: benchRegion, name: `cluster-${n}` },
  }));
  const report = sweepReport(assessment, catalogue, benchAccount, 0, clusters);
  expect(report.findings.length).toBeGreaterThan(1_000);
  const maps = clusters.map((cluster) => accessMap(estate, cluster));
  return renderHtml({ report, maps, history: undefined, tenants: new Map() });
}

it('is less than 2 MB for 50 clusters and more than a thousand findings', {
  timeout: 120_000,
}, () => {
  const page = pageOf({ clusters: 50, roles: 600 });
  expect(byteLength(page)).toBeLessThan(2_000_000);
  expect(page.match(/<svg class="sankey"/g)).toHaveLength(50);
});
