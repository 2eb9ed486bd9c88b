const lib = (names) => `^libs/(${names})/src`;

/** Dependencies point inwards: apps -> projections -> projection -> journey -> policy. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'policy-is-innermost',
      severity: 'error',
      from: { path: '^libs/policy/src', pathNot: 'spec\\.ts$' },
      to: { path: '^(apps|projections|libs/(?!policy/))' },
    },
    {
      name: 'core-imports-no-shell',
      comment:
        'libs/journey is pure: it knows policies and nothing else of ours, and none of the frameworks.',
      severity: 'error',
      from: { path: '^libs/journey/src', pathNot: 'spec\\.ts$' },
      to: {
        path: '^(apps|projections|libs/(?!journey/|policy/))|node_modules/(@nestjs|fastify|rxjs|pino|kysely|@eventstore)|^node:sqlite$',
      },
    },
    {
      name: 'stores-know-no-domain',
      severity: 'error',
      from: { path: lib('event-store|read-store'), pathNot: 'spec\\.ts$' },
      to: { path: '^(apps|projections|libs/(journey|policy|projection|interchange))' },
    },
    {
      name: 'no-projection-imports-another',
      severity: 'error',
      from: { path: '^projections/([^/]+)/', pathNot: 'spec\\.ts$' },
      to: { path: '^projections/[^/]+/', pathNot: '^projections/$1/' },
    },
    {
      name: 'apps-compose',
      comment: 'Nothing imports an app.',
      severity: 'error',
      from: { path: '^(libs|projections)' },
      to: { path: '^apps' },
    },
    {
      name: 'no-app-imports-another',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: 'spec\\.ts$' },
      to: { path: '^apps/[^/]+/', pathNot: '^apps/$1/' },
    },
    {
      name: 'through-the-index',
      comment: "A lib's index exports what others may use.",
      severity: 'error',
      from: { path: '^(apps|projections|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/.+', pathNot: '^libs/[^/]+/src/(http/)?index\\.ts$|^libs/$2/' },
    },
    {
      name: 'eventstoredb-client-in-one-folder',
      severity: 'error',
      from: { pathNot: '^libs/event-store/src/eventstoredb/' },
      to: { path: 'node_modules/@(eventstore|kurrent)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'require', 'default'] },
    reporterOptions: {
      mermaid: { minify: false },
      archi: { collapsePattern: '^(apps|libs|projections)/[^/]+' },
    },
  },
};
