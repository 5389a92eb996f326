import { readFileSync, writeFileSync } from 'node:fs';

/**
 * `npm run lock:complete`: lists in package-lock.json every optional platform package its dependents name. A registry
 * that mirrors only some platforms makes npm leave the others out of the lock, and `npm ci` then refuses it
 * everywhere ("Missing … from lock file"). Entries are made from the name alone (no integrity): they are installed
 * on their own platform only. Run it after every `npm install`; tools/complete-lock.test.ts fails otherwise.
 */
const FILE = 'package-lock.json';

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

const OS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const CPU: Readonly<Record<string, string>> = {
  arm: 'arm',
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
};

/** `@oxlint/binding-linux-x64-musl` → linux and x64; null for a name that states no platform. */
export function platformOf(name: string): { readonly os: string; readonly cpu: string } | null {
  const parts = (name.split('/').pop() ?? '').split('-');
  const os = parts.find((part) => OS.includes(part));
  const cpu = parts.map((part) => CPU[part]).find((part) => part !== undefined);
  return os && cpu ? { os, cpu } : null;
}

/** Optional platform packages named by a dependent and absent from the lock, with the exact version asked for. */
export function missingPlatforms(
  lock: Lock,
): readonly { readonly name: string; readonly version: string; readonly dev: boolean }[] {
  return Object.values(lock.packages).flatMap(({ optionalDependencies = {}, dev = false }) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name, version]) =>
          !(`node_modules/${name}` in lock.packages) &&
          /^\d+\.\d+\.\d+$/.test(version) &&
          platformOf(name) !== null,
      )
      .map(([name, version]) => ({ name, version, dev })),
  );
}

export function completed(lock: Lock): Lock {
  const added = missingPlatforms(lock).map(({ name, version, dev }) => {
    const platform = platformOf(name);
    const entry: LockEntry = {
      version,
      ...(dev ? { dev } : {}),
      optional: true,
      ...(platform ? { os: [platform.os], cpu: [platform.cpu] } : {}),
    };
    return [`node_modules/${name}`, entry] satisfies [string, LockEntry];
  });
  const packages = [...Object.entries(lock.packages), ...added].toSorted(([a], [b]) =>
    a < b ? -1 : a > b ? 1 : 0,
  );
  return { ...lock, packages: Object.fromEntries(packages) };
}

if (process.argv[1]?.endsWith('complete-lock.ts')) {
  const lock = JSON.parse(readFileSync(FILE, 'utf8')) as Lock;
  console.log(`${FILE}: ${missingPlatforms(lock).length} platform packages added`);
  writeFileSync(FILE, `${JSON.stringify(completed(lock), null, 2)}\n`);
}
