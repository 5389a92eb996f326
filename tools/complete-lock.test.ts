import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { completed, type Lock, missingPlatforms, platformOf } from './complete-lock.ts';

it('knows a platform by its name, and nothing else as one', () => {
  expect(platformOf('@oxlint/binding-linux-x64-musl')).toEqual({ os: 'linux', cpu: 'x64' });
  expect(platformOf('@oxlint-tsgolint/win32-arm64')).toEqual({ os: 'win32', cpu: 'arm64' });
  expect(platformOf('fsevents')).toBeNull();
});

it('adds what is missing once, optional and on its platform only', () => {
  const lock: Lock = {
    packages: { 'node_modules/a': { dev: true, optionalDependencies: { '@a/darwin-arm64': '1.2.3' } } },
  };
  const done = completed(lock);
  expect(done.packages['node_modules/@a/darwin-arm64']).toEqual({
    version: '1.2.3',
    dev: true,
    optional: true,
    os: ['darwin'],
    cpu: ['arm64'],
  });
  expect(missingPlatforms(done)).toEqual([]);
});

it('the lock names every platform, so that a clean install works on each', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  expect(missingPlatforms(lock)).toEqual([]);
});
