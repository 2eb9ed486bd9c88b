const { readFileSync } = require('node:fs');

const { compilerOptions } = JSON.parse(readFileSync(`${__dirname}/tsconfig.json`, 'utf8'));
const aliases = Object.entries(compilerOptions.paths).map(([alias, [folder]]) => [
  `^${alias}$`,
  folder.replace('./', '<rootDir>/'),
]);

/** Every spec of the project: *.spec.ts (pure), *.int-spec.ts (real stores), *.e2e-spec.ts (the running engine). */
module.exports = {
  rootDir: __dirname,
  maxWorkers: '100%', // much of a suite's time goes by waiting for servers and other processes
  testEnvironment: 'node',
  roots: ['apps', 'libs', 'projections', 'bench', 'examples'].map((folder) => `<rootDir>/${folder}`),
  testRegex: '\\.(spec|int-spec|e2e-spec)\\.ts$',
  // What is loaded only when it is needed is named as it is built: a real import() takes nothing else.
  moduleNameMapper: { ...Object.fromEntries(aliases), '^(\\.{1,2}/.+)\\.js$': ['$1.js', '$1'] },
  globalSetup: '<rootDir>/libs/read-store/testing/jest/setup.ts',
  globalTeardown: '<rootDir>/libs/read-store/testing/jest/teardown.ts',
  setupFiles: ['reflect-metadata'],
  testTimeout: 30_000,
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|cookie|uuid|@marcbachmann|commander|lru-cache|cockatiel|content-disposition|kysely|glob|minimatch|minipass|path-scurry|brace-expansion|balanced-match)/)',
  ],
};
