import sparticuz from '@sparticuz/chromium';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Flags for every headless run. Never `sparticuz.args`: those switch web security off, and a missing CORS
 * header would go unnoticed.
 */
export const CHROMIUM_ARGS: readonly string[] = ['--no-sandbox', '--font-render-hinting=none'];

const NEEDED = ['libnss3', 'libnspr4', 'libexpat1'];

/**
 * Path of a Chromium that runs here: CHROMIUM_PATH where set, else the one in the npm package, unpacked once
 * into a folder of its own version (the package reuses any older one it finds in the temporary folder).
 * Throws with the names of the packages to install when shared libraries are missing.
 */
export async function chromiumPath(): Promise<string> {
  const own = process.env['CHROMIUM_PATH'];
  if (own) return own;
  const { version } = JSON.parse(readFileSync('node_modules/@sparticuz/chromium/package.json', 'utf8')) as {
    version: string;
  };
  const folder = resolve('node_modules/.cache', `chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const path = await sparticuz.executablePath();
    refuseMissingLibraries(path);
    return path;
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function refuseMissingLibraries(path: string): void {
  if (!existsSync('/usr/bin/ldd')) return;
  const missing = execFileSync('/usr/bin/ldd', [path], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0]);
  if (missing.length > 0) {
    throw new Error(
      `Chromium needs shared libraries this machine lacks (${missing.join(', ')}). Install ${NEEDED.join(', ')}, or set CHROMIUM_PATH to a Chromium that runs.`,
    );
  }
}
