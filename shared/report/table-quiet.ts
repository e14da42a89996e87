import type { Coverage } from '../assess/verdict.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { iamPlace } from '../model/fact-key.ts';
import { compareText } from '../model/json.ts';
import type { SweepReport } from './report.ts';
import type { TableOptions } from './table-style.ts';
import { count, plain, shown } from './text.ts';

/** One line for each cluster without findings: whether that is because all is well or because it was not seen. */
export function quietLines(report: SweepReport, { colour }: TableOptions): readonly string[] {
  const rows = quietClusters(report).map((cluster) => ({
    name: shown(cluster.name, 120),
    region: plain(cluster.region),
    ...quietness(cluster, report),
  }));
  const nameColumn = widest(rows.map(({ name }) => name));
  const regionColumn = widest(rows.map(({ region }) => region));
  return rows.map(({ name, region, clean, text }) => {
    const heading = colour('heading', name.padEnd(nameColumn));
    const where = colour('dim', region.padEnd(regionColumn));
    return `${heading}  ${where}  ${colour(clean ? 'good' : 'warn', text)}`;
  });
}

/** Whether silence about a cluster can be trusted, and the words for it. */
export function quietness(
  cluster: ClusterRef,
  { coverage, undecided }: Pick<SweepReport, 'coverage' | 'undecided'>,
): { readonly clean: boolean; readonly text: string } {
  const own = coverage.filter((fact) => isAbout(cluster, fact));
  const unread = own.filter(({ read }) => !read).length;
  if (own.length === 0)
    return { clean: false, text: 'no findings, but nothing of it was looked at' };
  if (unread > 0) {
    return {
      clean: false,
      text: `no findings in what was read; ${count(unread, 'fact')} not read`,
    };
  }
  if (coverage.some(({ place, read }) => place === iamPlace && !read)) {
    return { clean: false, text: 'no findings, but not all of IAM was read' };
  }
  const open = undecided.filter(
    ({ region, clusterName }) => region === cluster.region && clusterName === cluster.name,
  ).length;
  if (open > 0) {
    return { clean: false, text: `no findings, but ${count(open, 'verdict')} undecided` };
  }
  return { clean: true, text: 'no findings, everything needed was read' };
}

export function quietClusters({ clusters, findings }: SweepReport): readonly ClusterRef[] {
  const loud = new Set(findings.map(({ region, clusterName }) => `${region}/${clusterName}`));
  return clusters
    .filter(({ region, name }) => !loud.has(`${region}/${name}`))
    .toSorted((a, b) => compareText(a.name, b.name) || compareText(a.region, b.region));
}

/** A fact of the cluster itself; a Region whose clusters were all read has one line for them together. */
function isAbout({ region, name }: ClusterRef, { fact, place, item, read }: Coverage): boolean {
  if (place === `${region}/${name}`) return true;
  return fact === 'cluster' && place === region && (read || item === name);
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}
