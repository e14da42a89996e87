import { describe, expect, it } from 'vitest';
import type { AccessMap, WorkloadIdentity } from '../../../../shared/model/access-map.ts';
import type { Cluster } from '../../../../shared/model/cluster.ts';
import { clusterSection } from '../../../../shared/report/html/cluster-section.ts';
import { richReport } from '../sample.ts';
import { grant, mapOf } from './map.ts';

const role = (name: string) => `arn:aws:iam::011122223333:role/${name}`;

const cluster: Cluster = {
  ...{ region: 'eu-west-1', name: 'payments-prod', arn: 'arn', status: 'ACTIVE', version: '1.33' },
  ...{ authenticationMode: 'API', endpointPublicAccess: true, endpointPrivateAccess: true },
  ...{ publicAccessCidrs: ['198.51.100.0/24'], enabledLogTypes: ['api', 'audit'] },
  encryptionKeyArns: ['key'],
};

function section(map: AccessMap, most = 10): string {
  return clusterSection(map, richReport, most).markup;
}

function settings(changes: Partial<Cluster>): readonly string[] {
  const { markup } = clusterSection(
    mapOf([], { described: { ...cluster, ...changes } }),
    richReport,
    1,
  );
  return [...markup.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(
    ([, name, value]) => `${name}: ${value}`,
  );
}

describe('the section of a cluster', () => {
  it('has the settings that decide who gets in', () => {
    expect(settings({})).toEqual([
      'Version: 1.33',
      'Authentication: API',
      'Endpoint: private, public from 198.51.100.0/24',
      'Control plane logs: api, audit',
      'Secrets: own KMS key',
    ]);
    const { version: _, authenticationMode: __, enabledLogTypes: ___, ...bare } = cluster;
    const old = mapOf([], {
      described: { ...bare, endpointPublicAccess: false, encryptionKeyArns: [] },
    });
    expect(section(old)).toContain('<dt>Version</dt><dd>not given</dd>');
    expect(section(old)).toContain('<dt>Endpoint</dt><dd>private</dd>');
    expect(section(old)).toContain('<dt>Control plane logs</dt><dd>not given</dd>');
    expect(section(old)).toContain('<dt>Secrets</dt><dd>key of EKS</dd>');
    expect(
      settings({ enabledLogTypes: [], endpointPrivateAccess: false, endpointPublicAccess: false }),
    ).toEqual([
      'Version: 1.33',
      'Authentication: API',
      'Endpoint: none',
      'Control plane logs: none',
      'Secrets: own KMS key',
    ]);
  });

  it('says that they were not read', () => {
    expect(section(mapOf([]))).toContain('The settings of this cluster were not read.');
  });

  it('counts the findings of the cluster', () => {
    expect(section(mapOf([]))).toContain('<p>1 high, 1 medium, 1 waived. <button');
    const other = { region: 'eu-west-1', name: 'legacy' };
    expect(section(mapOf([], { cluster: other }))).toContain('<p>No findings of its own.</p>');
  });

  it('draws the most powerful, and says how many it leaves out', () => {
    const grants = ['a', 'b', 'c'].map((name) => grant(role(name), 'Admin', 'cluster-admin'));
    expect(section(mapOf(grants), 2)).toContain('The 2 most powerful of 3, and 1 more:');
    expect(section(mapOf(grants), 2)).not.toContain('role/c<');
    expect(section(mapOf(grants), 3)).not.toContain('most powerful');
    expect(section(mapOf(grants), 0)).toContain('3 principals with power, not drawn');
    expect(section(mapOf(grants), 0)).not.toContain('<svg');
  });

  it('draws nobody who has no power, and counts them', () => {
    const page = section(mapOf([grant(role('a'), 'Idle', 'none')]));
    expect(page).toContain('Nobody is known to have power here.');
    expect(page).toContain('1 more principal let in, with no power that was found.');
    expect(page).not.toContain('<svg');
  });

  it('lists what it does not know, a dozen of it', () => {
    const unread = Array.from({ length: 14 }, (_, n) => `k8s-roles ${n}: denied`);
    const page = section(mapOf([], { gaps: { unread, unknown: ['who made it'] } }));
    expect(page).toContain(
      '<b>Not read, so it counts as nothing here</b><ul><li>k8s-roles 0: denied</li>',
    );
    expect(page).toContain('<li>… and 2 more</li>');
    expect(page).toContain('<b>Not known</b><ul><li>who made it</li></ul>');
  });

  it('lists the IAM roles of pods, three for each principal that it draws', () => {
    const workloads = Array.from(
      { length: 61 },
      (_, n): WorkloadIdentity => ({
        ...{ serviceAccount: `shop/bot-${n}`, by: 'Pod Identity', roleArn: role('bot') },
        ...(n === 0 ? { targetRoleArn: role('far') } : {}),
      }),
    );
    const page = section(mapOf([], { workloads }), 20);
    expect(page).toContain('61 IAM roles handed to pods');
    expect(page).toContain(
      `<th scope="row">shop/bot-0</th><td>Pod Identity</td><td title="${role('bot')}">role/bot → role/far</td>`,
    );
    expect(page).toContain('… and 1 more.');
  });
});
