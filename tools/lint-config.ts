import { readFileSync, writeFileSync } from 'node:fs';
import { PACKAGES, ROOMS } from './rooms.ts';

/** Writes `.oxlintrc.json` from the room table, or with --check fails when the file is stale. */
const FILE = '.oxlintrc.json';
const PURE_ROOMS = ['vocab', 'tables', 'facts', 'coding', 'checks', 'report'];
const TESTS = ['**/*.test.ts', '**/*.test.tsx'];
const SCREENS = ['sign-check', 'encounter-review', 'worklist'];

const into = (room: string): string[] => ['../', '../../', '../../../'].map((up) => `${up}${room}/**`);

function roomOverride(room: (typeof ROOMS)[number]): object {
  const typesOnly = room.mayTypes ?? [];
  const refused = ROOMS.filter(
    (other) => other.name !== room.name && !room.may.includes(other.name) && !typesOnly.includes(other.name),
  );
  const patterns: { group: string[]; message: string; allowTypeImports?: boolean }[] = [
    {
      group: [
        ...refused.flatMap((other) => into(other.name)),
        ...into('test-kit'),
        '**/launch/**',
        '**/fhir-fixtures/**',
      ],
      message: room.why,
    },
  ];
  if (typesOnly.length > 0)
    patterns.push({ group: typesOnly.flatMap(into), message: room.why, allowTypeImports: true });
  const packages = PACKAGES.filter((entry) => !entry.only.includes(room.name));
  const node = ['cli', 'cds-hooks'].includes(room.name)
    ? []
    : [{ group: ['node:*'], message: 'This room runs in the browser: no Node API.' }];
  return {
    files: [`src/${room.name}/**/*.ts`, `src/${room.name}/**/*.tsx`],
    excludeFiles: TESTS,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: packages.map(({ name, why }) => ({ name, message: why })),
          patterns: [
            ...patterns,
            ...node,
            ...packages.map(({ name, why }) => ({ group: [`${name}/*`], message: why })),
          ],
        },
      ],
    },
  };
}

const screenOverride = (screen: string): object => ({
  files: [`src/screens/${screen}/**`],
  excludeFiles: TESTS,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: PACKAGES.filter((entry) => !entry.only.includes('screens')).map(({ name, why }) => ({
          name,
          message: why,
        })),
        patterns: [
          {
            group: SCREENS.filter((other) => other !== screen).flatMap((other) => [
              `../${other}/**`,
              `../../${other}/**`,
            ]),
            message: 'Screens never import each other: what they share belongs in ui or queries.',
          },
          {
            group: into('report'),
            message: 'Screens show the report object; they call no rule.',
            allowTypeImports: true,
          },
          {
            group: [
              'ehr',
              'facts',
              'coding',
              'checks',
              'tables',
              'app',
              'cli',
              'cds-hooks',
              'test-kit',
            ].flatMap(into),
            message: ROOMS.find((room) => room.name === 'screens')?.why,
          },
        ],
      },
    ],
  },
});

const config = {
  $schema: './node_modules/oxlint/configuration_schema.json',
  plugins: ['typescript', 'import', 'react', 'jsx-a11y', 'unicorn', 'oxc', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  env: { browser: true, node: true, es2022: true },
  ignorePatterns: ['dist/**', 'dist-sandbox/**', 'node_modules/**'],
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/no-unnecessary-type-assertion': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'off',
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default-member': 'off',
    'no-console': 'error',
    'no-param-reassign': 'error',
    'no-await-in-loop': 'off',
    'no-underscore-dangle': 'off',
    'no-shadow': 'off',
    'react/react-in-jsx-scope': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/require-module-specifiers': 'off',
    'vitest/require-mock-type-parameters': 'off',
  },
  overrides: [
    {
      files: PURE_ROOMS.map((room) => `src/${room}/**/*.ts`),
      excludeFiles: TESTS,
      rules: {
        'no-restricted-globals': [
          'error',
          ...['fetch', 'window', 'document', 'localStorage', 'sessionStorage', 'process'].map((name) => ({
            name,
            message: 'Pure rooms read no clock, network, storage or page.',
          })),
        ],
      },
    },
    ...ROOMS.map(roomOverride),
    ...SCREENS.map(screenOverride),
    {
      files: ['src/test-kit/**', ...TESTS, 'e2e/**'],
      rules: { 'no-console': 'off', 'vitest/no-standalone-expect': 'off' },
    },
    {
      files: ['src/cli/**', 'tools/**', 'launch/sandbox-ehr/**', 'bench/**', 'e2e/**'],
      rules: { 'no-console': 'off' },
    },
  ],
};

const text = `${JSON.stringify(config, null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    console.error(`${FILE} is stale: run "npx tsx tools/lint-config.ts".`);
    process.exit(1);
  }
} else writeFileSync(FILE, text);
