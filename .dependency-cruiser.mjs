/**
 * Who may import whom, a sentence for each rule. test/boundaries.test.ts applies them to the whole project and proves of each
 * one that it is broken by code that breaks it.
 */

const shipped = '^(contracts|lambdas|lib|widgets)/'
const useCases = { path: '^lambdas/(control-zone|pci-zone)/[^/]+[.]ts$', pathNot: '[.]handler[.]ts$' }

/** Where packages end up, whichever file of theirs is the one that is imported. */
const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/`

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'contracts-import-contracts-only',
      comment: 'The wire is known by both ends and by browsers, so it stands on zod and card-validator alone.',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { pathNot: ['^contracts/', packages('zod', 'card-validator')] },
    },
    {
      name: 'zod-is-zod-mini',
      comment: 'zod/mini adds 4.5 KB to a page or a function where the whole of zod adds 92.',
      severity: 'error',
      from: { path: [shipped, '^local/'] },
      to: { path: packages('zod'), pathNot: '/node_modules/zod/mini/|^node_modules/zod/mini/' },
    },
    {
      name: 'widgets-import-contracts-only',
      comment: 'Browser code meets the service over the wire and nowhere else.',
      severity: 'error',
      from: { path: '^widgets/' },
      to: { pathNot: ['^(contracts|widgets)/', packages('@hpke/core', 'card-validator', 'oauth4webapi', 'zod')] },
    },
    {
      name: 'demo-pages-are-browser-code',
      comment: 'The pages of the demo chat use what a brand would use: the wire and the widgets.',
      severity: 'error',
      from: { path: '^local/demo/' },
      to: { pathNot: ['^(contracts|widgets|local/demo)/', packages('@hpke/core', 'card-validator', 'zod')] },
    },
    {
      name: 'pages-are-built-without-the-cdk',
      comment: 'The local run, the bundles and the tests build the very pages that are deployed.',
      severity: 'error',
      from: { path: '^lib/edge/pages/' },
      to: { path: ['^lib/(?!edge/pages/)', packages('aws-cdk-lib', 'constructs')] },
    },
    {
      name: 'control-zone-knows-no-pci-zone',
      comment: 'The control zone never holds clear text, so it cannot name the code that does.',
      severity: 'error',
      from: { path: '^lambdas/control-zone/' },
      to: { path: '^lambdas/pci-zone/' },
    },
    {
      name: 'pci-zone-knows-no-control-zone',
      comment: 'What the assessed zone runs is in its own folder and in what both zones share.',
      severity: 'error',
      from: { path: '^lambdas/pci-zone/' },
      to: { path: '^lambdas/control-zone/' },
    },
    {
      name: 'pci-zone-composes-explicitly',
      comment: 'A handler of the assessed zone names each adapter that it binds, its key among them, in its own file.',
      severity: 'error',
      from: { path: '^lambdas/pci-zone/' },
      to: { path: '^lambdas/(identity/compose-step|adapters/process/ports)[.]ts$' },
    },
    {
      name: 'core-is-pure',
      comment: 'Rules and ports that both zones share know neither storage nor HTTP nor a zone nor AWS.',
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
      name: 'core-terms-know-no-noun',
      comment: 'Time, faults, outcomes and the log are used by every folder of core, so they use none of them.',
      severity: 'error',
      from: { path: '^lambdas/core/[^/]+$' },
      to: { path: '^lambdas/core/[^/]+/' },
    },
    {
      name: 'http-knows-the-wire-only',
      comment: 'The stack around a step is the same for every caller; who may call is decided in identity, above it.',
      severity: 'error',
      from: { path: '^lambdas/http/' },
      to: { path: '^lambdas/(?!core/|http/)' },
    },
    {
      name: 'requests-know-no-record',
      comment: 'Expressions, batches and conditional writes serve every table, so they name none.',
      severity: 'error',
      from: { path: '^lambdas/adapters/dynamodb/request/' },
      to: { path: '^lambdas/adapters/(?!dynamodb/request/)' },
    },
    {
      name: 'use-cases-know-ports-only',
      comment:
        'A step is decided without knowing how anything is stored or asked; its handler brings the two together.',
      severity: 'error',
      from: useCases,
      to: { path: '^lambdas/(adapters|http)/' },
    },
    {
      name: 'vault-and-holding-stay-in-the-pci-zone',
      comment: 'Only the PCI zone reaches answers; the local run composes it, and the cost tool counts its calls.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'], pathNot: '^(lambdas/pci-zone|local|tools/cost)/' },
      to: { path: '^lambdas/pci-zone/(vault|holding)/' },
    },
    {
      name: 'cryptography-and-holding-clients-stay-in-the-pci-zone',
      comment: 'The libraries that reach the vault key and the holding are bundled into the PCI zone alone.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'], pathNot: '^lambdas/pci-zone/' },
      to: { path: packages('@aws-crypto/[^/]+', '@aws-sdk/client-kms', '@redis/[^/]+') },
    },
    {
      name: 'dynamodb-stays-in-adapters',
      comment:
        "DynamoDB is spoken to by adapters, the shared ones and the vault's own; the local run makes its tables.",
      severity: 'error',
      from: {
        path: [shipped, '^(bin|local|tools)/'],
        pathNot: '^(lambdas/adapters/|lambdas/pci-zone/vault/dynamodb-|local/|tools/cost/)',
      },
      to: { path: packages('@aws-sdk/(client|lib|util)-dynamodb') },
    },
    {
      name: 'middy-stays-in-http',
      comment: 'One middleware stack, composed in one folder.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'], pathNot: '^lambdas/http/' },
      to: { path: packages('@middy/[^/]+') },
    },
    {
      name: 'encryption-in-one-file',
      comment: 'The one file that an assessor reads to see how answers are encrypted.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'], pathNot: '^lambdas/pci-zone/vault/encrypt-answers[.]ts$' },
      to: { path: packages('@aws-crypto/encrypt-node') },
    },
    {
      name: 'decryption-in-one-file',
      comment: 'The one file that an assessor reads to see how answers are decrypted.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'], pathNot: '^lambdas/pci-zone/vault/decrypt-answers[.]ts$' },
      to: { path: packages('@aws-crypto/decrypt-node') },
    },
    {
      name: 'submit-cannot-decrypt',
      comment: 'A visitor can only tokenise: nothing that submitting reaches can open an answer.',
      severity: 'error',
      from: { path: '^lambdas/pci-zone/submit-form([.]handler)?[.]ts$' },
      to: { path: '^lambdas/pci-zone/vault/(decrypt-answers|kms-data-key-opener)[.]ts$', reachable: true },
    },
    {
      name: 'retrieve-cannot-encrypt',
      comment: 'An agent can only detokenise: nothing that retrieving or the history reaches can make an answer.',
      severity: 'error',
      from: { path: '^lambdas/pci-zone/(retrieve-submission|view-history)([.]handler)?[.]ts$' },
      to: { path: '^lambdas/pci-zone/vault/(encrypt-answers|kms-data-key-maker)[.]ts$', reachable: true },
    },
    {
      name: 'cdk-stays-in-lib',
      comment: 'What runs knows nothing of how it is deployed; the app and the constructs know nothing else.',
      severity: 'error',
      from: { path: [shipped, '^local/'], pathNot: '^lib/' },
      to: { path: packages('aws-cdk-lib', 'constructs', 'cdk-nag') },
    },
    {
      name: 'what-runs-knows-no-lib',
      comment: 'A bundle that reached a construct would carry the CDK with it.',
      severity: 'error',
      from: { path: '^(contracts|lambdas|widgets)/' },
      to: { path: '^lib/' },
    },
    {
      name: 'local-run-knows-how-pages-are-built',
      comment: 'The local run builds the pages as a deployment does, and knows nothing else of one.',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^lib/(?!edge/pages/)' },
    },
    {
      name: 'lib-zones-are-apart',
      comment:
        'The stacks of the two zones are joined by the service alone, so that each can be read, and assessed, by itself.',
      severity: 'error',
      from: { path: '^lib/(pci-zone|control-zone)/' },
      to: { path: '^lib/(pci-zone|control-zone)/', pathNot: '^lib/$1/' },
    },
    {
      name: 'pci-zone-network-stands-alone',
      comment: 'The stacks of the assessed zone know neither the edge nor the people nor the sockets.',
      severity: 'error',
      from: { path: '^lib/pci-zone/' },
      to: { path: '^lib/(?!pci-zone/|monitoring/(?:log-group|cdk-function-logs)[.]ts$)[^/]+/' },
    },
    {
      name: 'lib-reads-names-of-lambdas',
      comment:
        'The constructs read tables, words and lists from the code that they deploy, each named here, and run none of it.',
      severity: 'error',
      from: { path: '^lib/' },
      to: {
        path: '^lambdas/',
        pathNot: [
          '^lambdas/(adapters/dynamodb/tables|core/fault|http/response)[.]ts$',
          '^lambdas/identity/(admission|issuers|site-scope|stage-issuers)[.]ts$',
          '^lambdas/edge/(page-manifest|upload-pages)[.]ts$',
        ],
      },
    },
    {
      name: 'lib-asks-nobody',
      comment: 'A template is made from settings alone: without credentials, a network or another program.',
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
      name: 'compliance-rules-stand-alone',
      comment: 'The rules judge any template: those of the service, which they do not know, as those of your own app.',
      severity: 'error',
      from: { path: '^lib/compliance/' },
      to: { path: '^(lib/(?!compliance/)|lambdas/|contracts/)' },
    },
    {
      name: 'service-knows-no-compliance-rules',
      comment: 'What is judged cannot see its judge, let alone excuse itself.',
      severity: 'error',
      from: { path: '^lib/(?!compliance/)' },
      to: { path: ['^lib/compliance/', packages('cdk-nag')] },
    },
    {
      name: 'shipped-code-knows-no-stand-in',
      comment: 'What exists for the local run, the tests, the measures or the command line is not in what is deployed.',
      severity: 'error',
      from: { path: shipped },
      to: { path: '^(local|test|bin|tools|bench)/' },
    },
    {
      name: 'no-development-package',
      comment: 'Shipped code runs on what package.json calls dependencies; of the others it may know types.',
      severity: 'error',
      from: { path: [shipped, '^(bin|local|tools)/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: packages('esbuild') },
    },
    {
      name: 'no-undeclared-package',
      comment: 'A package that came with another one may leave with it.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere fails at run time, and hides from every other rule here.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycle',
      comment: 'Files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment:
        'A file that imports nothing and that nothing imports is left over. (Tests, pages and programs are started by name, and the build of the pages brings in what checks imports.)',
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
    // Imports of types count too: a rule about who knows whom would be hollow without them.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
