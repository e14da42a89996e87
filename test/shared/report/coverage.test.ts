import { describe, expect, it, test } from 'vitest';
import { groupUnread, readText, unreadText } from '../../../shared/report/coverage.ts';
import { read, unread } from './sample.ts';

describe('groupUnread', () => {
  it('joins what failed alike, unexpected ones first, then by place and fact', () => {
    const groups = groupUnread([
      { ...unread('a', 'a', 'known'), expected: true },
      unread('trust-policy', 'iam', 'malformed', 'role/a'),
      unread('trust-policy', 'iam', 'malformed', 'role/b'),
      unread('trust-policy', 'iam', 'denied', 'role/c'),
      { fact: 'roles', place: 'iam' },
    ]);
    expect(groups).toEqual([
      { fact: 'roles', place: 'iam', reason: 'no reason given', expected: false, facts: 1 },
      { fact: 'trust-policy', place: 'iam', reason: 'denied', expected: false, facts: 1 },
      { fact: 'trust-policy', place: 'iam', reason: 'malformed', expected: false, facts: 2 },
      { fact: 'a', place: 'a', reason: 'known', expected: true, facts: 1 },
    ]);
  });
});

test('unreadText says how many, why, and whether it was expected', () => {
  const group = { fact: 'roles', place: 'iam', reason: 'denied', expected: false, facts: 1 };
  expect(unreadText(group)).toBe('roles of iam: denied');
  expect(unreadText({ ...group, facts: 2, expected: true })).toBe(
    'roles of iam (2 items): denied (expected)',
  );
});

test('readText names each kind of fact and where it was read whole', () => {
  const coverage = [
    read('roles', 'iam'),
    read('clusters', 'eu-west-1'),
    read('clusters', 'eu-central-1'),
    read('access-entries', 'eu-west-1/a'),
    unread('access-entries', 'eu-west-1/b', 'denied'),
    unread('trails', 'cloudtrail', 'denied'),
  ];
  expect(readText(coverage)).toBe('access-entries (1 of 2 places), clusters (2 places), roles');
  expect(readText([])).toBe('');
});

test('readText takes Kubernetes types for one kind, read whole where none is unread', () => {
  const coverage = [
    read('kubernetes', 'eu-west-1/a'),
    read('k8s-roles', 'eu-west-1/b'),
    unread('k8s-pods', 'eu-west-1/b', 'forbidden'),
    read('k8s-roles', 'eu-west-1/c'),
    unread('kubernetes', 'eu-west-1/d', 'the endpoint is private'),
  ];
  expect(readText(coverage)).toBe('kubernetes (2 of 4 places)');
});
