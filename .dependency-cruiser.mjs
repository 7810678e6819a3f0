/**
 * The import rules, each with a sentence. docs/architecture.md lists the same names and sentences. test/boundaries.test.ts
 * applies the rules to the whole project and breaks each one in a planted tree.
 */

import { deploymentPackages } from './tools/packages/package-groups.ts'

const shipped = '^(contracts|lambdas|lib|widgets)/'
const useCases = { path: '^lambdas/(control-zone|pci-zone)/[^/]+[.]ts$', pathNot: '[.]handler[.]ts$' }

/** Matches any file of these packages. */
const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/`

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'contracts-import-contracts-only',
      comment: 'Functions and browsers share the contracts, so these depend on zod and card-validator only.',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { pathNot: ['^contracts/', packages('zod', 'card-validator')] },
    },
    {
      name: 'zod-is-zod-mini',
      comment: 'zod/mini adds 4.5 KB to a page or a function; the whole of zod adds 92 KB.',
      severity: 'error',
      from: { path: [shipped, '^local/'] },
      to: { path: packages('zod'), pathNot: '/node_modules/zod/mini/|^node_modules/zod/mini/' },
    },
    {
      name: 'widgets-import-contracts-only',
      comment:
        'Browser code reaches the service over HTTP only, so it imports contracts, other widgets and four packages. Exception: the React components.',
      severity: 'error',
      from: { path: '^widgets/', pathNot: '^widgets/elements-react[.](js|d[.]ts)$' },
      to: { pathNot: ['^(contracts|widgets)/', packages('@hpke/core', 'card-validator', 'oauth4webapi', 'zod')] },
    },
    {
      name: 'demo-pages-are-browser-code',
      comment: 'The pages of the demo chat use what a brand uses: the contracts and the widgets.',
      severity: 'error',
      from: { path: '^local/demo/' },
      to: { pathNot: ['^(contracts|widgets|local/demo)/', packages('@hpke/core', 'card-validator', 'zod')] },
    },
    {
      name: 'page-build-does-not-import-cdk',
      comment: 'The local run, the bundles and the tests build the same pages as a deployment, without the CDK.',
      severity: 'error',
      from: { path: '^lib/edge/pages/' },
      to: { path: ['^lib/(?!edge/pages/)', packages('aws-cdk-lib', 'constructs')] },
    },
    {
      name: 'control-zone-does-not-import-pci-zone',
      comment: 'The control zone never holds clear text, so it does not import the code that does.',
      severity: 'error',
      from: { path: '^lambdas/control-zone/' },
      to: { path: '^lambdas/pci-zone/' },
    },
    {
      name: 'pci-zone-does-not-import-control-zone',
      comment: 'The assessed code is the PCI zone and what both zones share, nothing else.',
      severity: 'error',
      from: { path: '^lambdas/pci-zone/' },
      to: { path: '^lambdas/control-zone/' },
    },
    {
      name: 'pci-zone-handlers-compose-explicitly',
      comment: 'A PCI-zone handler names every adapter that it binds, including the key port, in its own file.',
      severity: 'error',
      from: { path: '^lambdas/pci-zone/' },
      to: { path: '^lambdas/(identity/compose-step|adapters/process/ports)[.]ts$' },
    },
    {
      name: 'core-is-pure',
      comment: 'Rules and ports do not depend on storage, HTTP, a zone or AWS.',
      severity: 'error',
      from: { path: '^lambdas/core/' },
      to: {
        path: [
          '^lambdas/(?!core/)',
          packages(
            '@aws-sdk/[^/]+',
            '@smithy/[^/]+',
            '@aws-crypto/[^/]+',
            '@redis/[^/]+',
            '@middy/[^/]+',
            'aws-lambda',
          ),
        ],
      },
    },
    {
      name: 'core-root-imports-no-concept',
      comment: 'Every folder of core uses time, faults, outcomes and the log, so these import no folder of core.',
      severity: 'error',
      from: { path: '^lambdas/core/[^/]+$' },
      to: { path: '^lambdas/core/[^/]+/' },
    },
    {
      name: 'http-imports-core-only',
      comment: 'The HTTP stack is the same for every caller. The identity folder, one layer up, decides who may call.',
      severity: 'error',
      from: { path: '^lambdas/http/' },
      to: { path: '^lambdas/(?!core/|http/)' },
    },
    {
      name: 'requests-import-no-record',
      comment: 'Expressions, batch reads and conditional writes serve every table, so they import no table or record.',
      severity: 'error',
      from: { path: '^lambdas/adapters/dynamodb/request/' },
      to: { path: '^lambdas/adapters/(?!dynamodb/request/)' },
    },
    {
      name: 'use-cases-import-ports-only',
      comment: 'A use case depends on ports only; its handler passes it the adapters.',
      severity: 'error',
      from: useCases,
      to: { path: '^lambdas/(adapters|http)/' },
    },
    {
      name: 'vault-and-holding-stay-in-the-pci-zone',
      comment:
        'Only the PCI zone imports the vault and the holding. Exceptions: the local run composes it, and the cost tool counts its calls.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'], pathNot: '^(lambdas/pci-zone|local|tools/cost)/' },
      to: { path: '^lambdas/pci-zone/(vault|holding)/' },
    },
    {
      name: 'cryptography-and-holding-clients-stay-in-the-pci-zone',
      comment: 'Only the PCI zone imports the libraries that reach the vault key and the holding.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'], pathNot: '^lambdas/pci-zone/' },
      to: { path: packages('@aws-crypto/[^/]+', '@aws-sdk/client-kms', '@redis/[^/]+') },
    },
    {
      name: 'dynamodb-stays-in-adapters',
      comment:
        'Only adapters call DynamoDB: the shared ones and those of the vault. Exceptions: the local run creates the tables, and the cost tool counts requests.',
      severity: 'error',
      from: {
        path: [shipped, '^(bin|local|tools)/'],
        pathNot: '^(lambdas/adapters/|lambdas/pci-zone/vault/dynamodb-|local/|tools/cost/)',
      },
      to: { path: packages('@aws-sdk/(client|lib|util)-dynamodb') },
    },
    {
      name: 'middy-stays-in-http',
      comment: 'There is one middleware stack, and one folder composes it.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'], pathNot: '^lambdas/http/' },
      to: { path: packages('@middy/[^/]+') },
    },
    {
      name: 'encryption-in-one-file',
      comment: 'An assessor reads one file to see how answers are encrypted.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'], pathNot: '^lambdas/pci-zone/vault/encrypt-answers[.]ts$' },
      to: { path: packages('@aws-crypto/encrypt-node') },
    },
    {
      name: 'decryption-in-one-file',
      comment: 'An assessor reads one file to see how answers are decrypted.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'], pathNot: '^lambdas/pci-zone/vault/decrypt-answers[.]ts$' },
      to: { path: packages('@aws-crypto/decrypt-node') },
    },
    {
      name: 'submit-cannot-decrypt',
      comment: 'A visitor can only tokenise: no code that submit-form reaches can decrypt an answer.',
      severity: 'error',
      from: { path: '^lambdas/pci-zone/submit-form([.]handler)?[.]ts$' },
      to: { path: '^lambdas/pci-zone/vault/(decrypt-answers|kms-data-key-opener)[.]ts$', reachable: true },
    },
    {
      name: 'retrieve-cannot-encrypt',
      comment:
        'An agent can only detokenise: no code that retrieve-submission or view-history reaches can encrypt an answer.',
      severity: 'error',
      from: { path: '^lambdas/pci-zone/(retrieve-submission|view-history)([.]handler)?[.]ts$' },
      to: { path: '^lambdas/pci-zone/vault/(encrypt-answers|kms-data-key-maker)[.]ts$', reachable: true },
    },
    {
      name: 'cdk-stays-in-lib',
      comment: 'Code that runs does not depend on how it is deployed, so only lib imports the CDK.',
      severity: 'error',
      from: { path: [shipped, '^local/'], pathNot: '^lib/' },
      to: { path: packages('aws-cdk-lib', 'constructs', 'cdk-nag') },
    },
    {
      name: 'runtime-code-does-not-import-lib',
      comment: 'A bundle that imported a construct would contain the CDK.',
      severity: 'error',
      from: { path: '^(contracts|lambdas|widgets)/' },
      to: { path: '^lib/' },
    },
    {
      name: 'local-run-imports-page-build-only',
      comment: 'The local run builds the pages as a deployment does and uses nothing else from lib.',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^lib/(?!edge/pages/)' },
    },
    {
      name: 'lib-zones-do-not-import-each-other',
      comment:
        'Only the service construct connects the stacks of the two zones, so that each can be read and assessed separately.',
      severity: 'error',
      from: { path: '^lib/(pci-zone|control-zone)/' },
      to: { path: '^lib/(pci-zone|control-zone)/', pathNot: '^lib/$1/' },
    },
    {
      name: 'lib-pci-zone-imports-no-other-part',
      comment: 'The stacks of the assessed zone do not depend on the edge, on sign-in or on sockets.',
      severity: 'error',
      from: { path: '^lib/pci-zone/' },
      to: { path: '^lib/(?!pci-zone/|monitoring/(?:log-group|cdk-function-logs)[.]ts$)[^/]+/' },
    },
    {
      name: 'lib-imports-listed-lambdas-files-only',
      comment:
        'Constructs import table definitions, settings and lists from the listed files, and no other code that they deploy.',
      severity: 'error',
      from: { path: '^lib/' },
      to: {
        path: '^lambdas/',
        pathNot: [
          '^lambdas/(adapters/dynamodb/tables|core/audit/pointer|core/(fault|log)|http/response)[.]ts$',
          '^lambdas/identity/(admission|claims|issuers|site-scope|stage-issuers)[.]ts$',
          '^lambdas/edge/(origin-policy|page-manifest|upload-pages)[.]ts$',
        ],
      },
    },
    {
      name: 'lib-makes-no-network-call',
      comment: 'A template is built from settings alone, without credentials, a network or another program.',
      severity: 'error',
      from: { path: '^lib/' },
      to: {
        path: [
          packages('@aws-sdk/[^/]+', '@smithy/[^/]+', '@redis/[^/]+'),
          '^(node:)?(child_process|dns|http|http2|https|net|os|process|tls)$',
        ],
        reachable: true,
      },
    },
    {
      name: 'compliance-rules-do-not-import-service',
      comment:
        'The rules check any template, those of the service and those of your own app, so they do not import the service.',
      severity: 'error',
      from: { path: '^lib/compliance/' },
      to: { path: '^(lib/(?!compliance/)|lambdas/|contracts/)' },
    },
    {
      name: 'service-does-not-import-compliance-rules',
      comment: 'The code under check does not import the checks, so it cannot suppress a finding.',
      severity: 'error',
      from: { path: '^lib/(?!compliance/)' },
      to: { path: ['^lib/compliance/', packages('cdk-nag')] },
    },
    {
      name: 'shipped-code-does-not-import-tooling',
      comment: 'Code for the local run, the tests, the benchmarks or the command line is not part of a deployment.',
      severity: 'error',
      from: { path: shipped },
      to: { path: '^(local|test|bin|tools|bench)/' },
    },
    {
      name: 'no-development-package',
      comment:
        'Shipped code and tools run on the dependencies of package.json and on the packages for deployment. From packages for development they import types, typescript, cdk-nag and react only.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: packages(...deploymentPackages, 'typescript', 'cdk-nag', 'react'),
      },
    },
    {
      name: 'no-undeclared-package',
      comment: 'A package that another package installed can disappear with it.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that does not resolve fails at run time and escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycle',
      comment: 'Files that import each other belong in one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment:
        'A file that imports nothing and that nothing imports is unused. Exceptions: declaration files, and checked-import.ts, which the build of the pages adds.',
      severity: 'error',
      from: {
        orphan: true,
        path: [shipped, '^local/'],
        pathNot: ['[.]d[.]ts$', '^widgets/shared/checked-import[.]ts$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Projects of consumers, in which the package is installed.
    exclude: { path: '^test/packed/projects/' },
    // Type imports count too: a type is a dependency of the design.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
