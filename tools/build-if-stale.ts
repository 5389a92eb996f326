import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A built folder and what it is built from. */
interface Build {
  readonly folder: string;
  readonly sources: readonly string[];
  /** A folder among the sources that does not go in. */
  readonly except?: string;
  readonly config: string;
}

const BUILDS: readonly Build[] = [
  {
    folder: 'dist',
    sources: ['src', 'launch', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'],
    except: 'sandbox-ehr',
    config: 'vite.config.ts',
  },
  {
    folder: 'dist-sandbox',
    sources: ['launch/sandbox-ehr', 'src/vocab', 'vite.sandbox.config.ts', 'package-lock.json'],
    config: 'vite.sandbox.config.ts',
  },
];

/** Newest change under a file or folder, epoch milliseconds; 0 where it is missing. Tests go into no build. */
function newest(path: string, except?: string): number {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : own.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== except);
  return Math.max(0, ...inside.map((name) => newest(join(path, name), except)));
}

const isStale = ({ folder, sources, except }: Build): boolean => {
  const built = newest(join(folder, 'index.html'));
  return built === 0 || sources.some((source) => newest(source, except) > built);
};

/** Builds what is missing or older than its sources, and says so in a line each. */
export function buildIfStale(): void {
  for (const build of BUILDS.filter(isStale)) {
    console.log(`Building ${build.folder} …`);
    execFileSync(
      process.execPath,
      ['node_modules/vite/bin/vite.js', 'build', '--config', build.config, '--logLevel', 'warn'],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
  }
}
