import { describe, expect, it } from 'vitest';
import type { MappedGrant } from '../../../../shared/model/access-map.ts';
import { sankeyPicture } from '../../../../shared/report/html/sankey.ts';
import { sankeyGraph } from '../../../../shared/report/html/sankey-graph.ts';
import { grant, over, unknownGrant } from './map.ts';

const account = '011122223333';
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;

/** `from → to: value level`, by labels. */
function flows(grants: readonly MappedGrant[]): readonly string[] {
  const graph = sankeyGraph(grants, account);
  const labels = new Map(graph.nodes.map(({ id, label }) => [id, label]));
  return graph.flows.map(
    ({ from, to, value, level = 'not known' }) =>
      `${labels.get(from)} → ${labels.get(to)}: ${value} ${level}`,
  );
}

describe('the flows of a Sankey', () => {
  it('lead from somebody by a grant to what it reaches, as much in as out', () => {
    expect(flows([grant(role('a'), 'Edit', 'secrets', over('shop', 'bank'))])).toEqual([
      'role/a → Edit: 1 secrets',
      'Edit → shop: 0.5 secrets',
      'Edit → bank: 0.5 secrets',
    ]);
  });

  it('run together in a grant that several have with the same reach', () => {
    const all = [role('a'), role('b')].map((who) => grant(who, 'Admin', 'cluster-admin'));
    expect(flows(all)).toEqual([
      'role/a → Admin: 1 cluster-admin',
      'Admin → whole cluster: 2 cluster-admin',
      'role/b → Admin: 1 cluster-admin',
    ]);
  });

  it('lead nowhere where somebody has nothing: the same policy with another reach is another grant', () => {
    const [a, b] = [
      grant(role('a'), 'Edit', 'secrets', over('shop')),
      grant(role('b'), 'Edit', 'secrets', over('bank')),
    ] as const;
    expect(flows([a, b])).toEqual([
      'role/a → Edit: 1 secrets',
      'Edit → shop: 1 secrets',
      'role/b → Edit: 1 secrets',
      'Edit → bank: 1 secrets',
    ]);
    expect(sankeyGraph([a, b], account).nodes).toHaveLength(6);
  });

  it('reach what is not known, and no namespace', () => {
    expect(
      flows([unknownGrant(role('a'), 'New'), grant(role('a'), 'Edit', 'secrets', over())]),
    ).toEqual([
      'role/a → New: 1 not known',
      'New → not known: 1 not known',
      'role/a → Edit: 1 secrets',
      'Edit → no namespace: 1 secrets',
    ]);
  });

  it('have the colour of the strongest power that a node is part of', () => {
    const nodes = sankeyGraph(
      [
        unknownGrant(role('a'), 'New'),
        grant(role('a'), 'View', 'read'),
        grant(role('a'), 'Admin', 'cluster-admin'),
        grant(role('b'), 'View', 'read'),
      ],
      account,
    ).nodes;
    expect(nodes.map(({ label, level }) => [label, level])).toEqual([
      ['role/a', 'cluster-admin'],
      ['New', undefined],
      ['not known', undefined],
      ['View', 'read'],
      ['whole cluster', 'cluster-admin'],
      ['Admin', 'cluster-admin'],
      ['role/b', 'read'],
    ]);
  });

  it('keep the names of the namespaces that most reach, and say how many others there are', () => {
    const names = Array.from({ length: 16 }, (_, index) => `ns-${index}`);
    const targets = sankeyGraph(
      [
        grant(role('a'), 'Edit', 'secrets', over(...names)),
        grant(role('b'), 'View', 'read', over('ns-15')),
        grant(role('c'), 'Admin', 'cluster-admin'),
      ],
      account,
    )
      .nodes.filter(({ column }) => column === 2)
      .map(({ label }) => label);
    expect(targets.slice(-3)).toEqual(['3 other namespaces', 'ns-15', 'whole cluster']);
    expect(targets).toHaveLength(15);
  });
});

describe('the picture of a Sankey', () => {
  it('has a path for each flow and a bar for each node, coloured by power, with the whole names', () => {
    const long = role('a-role-with-a-name-that-is-much-too-long-for-its-place');
    const { markup } = sankeyPicture([grant(long, 'Admin', 'cluster-admin')], account);
    expect(markup.match(/<path class="p6"/g)).toHaveLength(2);
    expect(markup.match(/<rect/g)).toHaveLength(3);
    expect(markup).toContain(
      `<title>role/a-role-with-a-name-that-is-much-too-long-for-its-place → Admin: cluster admin</title>`,
    );
    expect(markup).toContain('>role/a-role-with-a-name-that-is-mu…</text>');
    expect(markup).not.toContain('NaN');
  });
});
