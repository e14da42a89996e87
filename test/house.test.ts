import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import lock from '../package-lock.json' with { type: 'json' };
import node from './node/package.json' with { type: 'json' };

/** Every file of the project: those under version control, and those about to be. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '');

const sources = files.filter((file) => /^(shared|functions|infra)\/.*\.ts$/.test(file));

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

describe('the rooms of the house', () => {
  it('are those of the plan, and ordinary files at the top', () => {
    const top = new Set(
      files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]),
    );
    expect([...top].sort()).toEqual([
      '.ci',
      'docs',
      'examples',
      'functions',
      'infra',
      'shared',
      'test',
    ]);
  });

  it('of the core are the pipeline', () => {
    const rooms = sources
      .map((file) => /^shared\/([^/]+)\//.exec(file)?.[1])
      .filter((room) => room !== undefined);
    expect([...new Set(rooms)].sort()).toEqual([
      'access',
      'assess',
      'commit',
      'config',
      'doctor',
      'findings',
      'iam',
      'kubernetes',
      'model',
      'ports',
      'report',
      'rules',
      'wire',
    ]);
  });
});

describe('a source file', () => {
  it('is one idea: at most 200 lines', () => {
    const long = sources.filter((file) => read(file).split('\n').length > 201);
    // The list of all rules is one idea however many they are.
    expect(long.filter((file) => file !== 'shared/rules/index.ts')).toEqual([]);
  });

  it('names no partition of its own: ARNs are made from the account', () => {
    const named = sources.filter((file) => /^(?!\s*(\*|\/\/|\/\*)).*arn:aws:/m.test(read(file)));
    expect(named).toEqual([]);
  });

  it('leaves nothing to do, and no code that is commented out', () => {
    const marked = sources.filter((file) =>
      /\b(TODO|FIXME|XXX)\b|^\s*\/\/.*;\s*$/m.test(read(file)),
    );
    expect(marked).toEqual([]);
  });

  it('of the core asks no clock, no chance and no environment', () => {
    const impure = sources
      .filter((file) => file.startsWith('shared/'))
      .filter((file) =>
        /Date\.now|new Date\(\)|Math\.random|randomUUID|process\./.test(read(file)),
      );
    expect(impure).toEqual([]);
  });

  it('never has a default export, nor is it a barrel', () => {
    const wrong = sources.filter((file) => /^export (default|\*)/m.test(read(file)));
    expect(wrong).toEqual([]);
  });
});

describe('a dependency', () => {
  const direct = {
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...node.optionalDependencies,
  };

  it('is pinned to one exact version', () => {
    const loose = Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  it('is locked without the address it was fetched from', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/);
  });

  it('has no licence that would bind its users', () => {
    const licences = Object.entries(lock.packages).map(
      ([name, entry]) => [name, 'license' in entry ? String(entry.license) : 'none'] as const,
    );
    const binding = licences.filter(
      // "(MIT OR GPL-3.0)" leaves the choice to us.
      ([, licence]) => !/\bOR\b/.test(licence) && /\b(A|L)?GPL|SSPL|BUSL|Elastic/i.test(licence),
    );
    expect(binding).toEqual([]);
  });
});

describe('the documents', () => {
  const documents = files.filter((file) => file.endsWith('.md') && !file.startsWith('test/'));

  it('name only npm commands that exist', () => {
    const known = ['ci', 'start', 'test', 'run', 'install', 'exec', 'pack'];
    const used = documents.flatMap((file) =>
      [...read(file).matchAll(/\bnpm (?:run )?([a-z][a-z0-9:]*)/g)].map(([, name]) => name ?? ''),
    );
    const unknown = used.filter((name) => !known.includes(name) && !(name in manifest.scripts));
    expect(unknown).toEqual([]);
  });

  it('link only to files that are there', () => {
    const dead = documents.flatMap((file) => {
      const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
      return [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map(([, target = '']) => new URL(target, `file:///${folder}`).pathname.slice(1))
        .filter(
          (target) => !files.some((known) => known === target || known.startsWith(`${target}`)),
        );
    });
    expect(dead).toEqual([]);
  });
});
