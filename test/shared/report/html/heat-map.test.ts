import { describe, expect, it } from 'vitest';
import type { AccessMap } from '../../../../shared/model/access-map.ts';
import { heatMap } from '../../../../shared/report/html/heat-map.ts';
import { grant, mapOf, over, unknownGrant } from './map.ts';

const account = '011122223333';
const ci = `arn:aws:iam::${account}:role/ci`;

/** Each row as its cells, a letter each. */
function cells(map: AccessMap): readonly (readonly string[])[] {
  const { markup } = heatMap(map, map.rows, account);
  return [...markup.matchAll(/<tr><th scope="row">.*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<(?:th|td)[^>]*>(.*?)<\/(?:th|td)>/g)].map(([, text = '']) =>
      text.replace(/<[^>]*>/g, ''),
    ),
  );
}

function columns(map: AccessMap): readonly string[] {
  const { markup } = heatMap(map, map.rows, account);
  return [...markup.matchAll(/class="ns"><span>(.*?)<\/span>/g)].map(([, name = '']) => name);
}

describe('the heat map', () => {
  it('has a letter where somebody has power, and nothing where they have none', () => {
    const map = mapOf([grant(ci, 'Edit', 'secrets', over('shop'))]);
    expect(columns(map)).toEqual(['whole cluster', 'bank', 'shop']);
    expect(cells(map)).toEqual([['role/ci', '', '', 'S']]);
  });

  it('shows in each namespace what somebody has over the whole cluster, or more', () => {
    const map = mapOf([
      grant(ci, 'View', 'read'),
      grant(ci, 'Edit', 'namespace-admin', over('shop')),
    ]);
    expect(cells(map)).toEqual([['role/ci', 'R', 'R', 'N']]);
  });

  it('has one cell for who has the same everywhere', () => {
    expect(cells(mapOf([grant(ci, 'Admin', 'cluster-admin')]))).toEqual([
      ['role/ci', 'A cluster admin, everywhere'],
    ]);
  });

  it('marks who may have more than is known', () => {
    expect(cells(mapOf([unknownGrant(ci, 'New')]))).toEqual([['role/ci ?', '', '', '']]);
  });

  it('keeps the namespaces in which most have something of their own, and says how many it leaves out', () => {
    const namespaces = Array.from({ length: 20 }, (_, index) => `ns-${index + 10}`);
    const map = mapOf([grant(ci, 'Edit', 'secrets', over('ns-29'))], { namespaces });
    expect(columns(map)).toEqual(['whole cluster', ...namespaces.slice(0, 13), 'ns-29']);
    expect(heatMap(map, map.rows, account).markup).toContain('… and 6 more namespaces');
  });
});
