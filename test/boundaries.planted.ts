/** For each rule of .dependency-cruiser.mjs, the smallest tree that breaks it. Only the paths are those of the project. */

import { plantedInLib } from './boundaries.planted-in-lib.ts'
import { anyModule, importing, importingType, type PlantedBreach } from './boundaries.planting.ts'

/** The packages that the planted tree declares. */
export const declaredPackages = {
  dependencies: [
    ...['zod', 'card-validator', '@aws-crypto/encrypt-node', '@aws-crypto/decrypt-node'],
    ...['@aws-sdk/client-dynamodb', '@aws-sdk/client-kms', '@redis/client', '@middy/core'],
    ...['@aws-sdk/client-s3', 'aws-cdk-lib', 'constructs', 'cdk-nag'],
  ],
  devDependencies: ['fast-check'],
} as const

export const undeclaredPackage = 'left-pad'

export const planted: readonly PlantedBreach[] = [
  {
    rule: 'contracts-import-contracts-only',
    description: 'a contract imports a rule of the service',
    offendingFile: 'contracts/knows-core.ts',
    files: { 'contracts/knows-core.ts': importing('../lambdas/core/rule.ts'), 'lambdas/core/rule.ts': anyModule },
  },
  {
    rule: 'contracts-import-contracts-only',
    description: 'a contract uses a module of Node',
    offendingFile: 'contracts/uses-node.ts',
    files: { 'contracts/uses-node.ts': importing('node:crypto') },
  },
  {
    rule: 'zod-is-zod-mini',
    description: 'a contract imports the whole zod package',
    offendingFile: 'contracts/whole-zod.ts',
    files: { 'contracts/whole-zod.ts': importing('zod') },
  },
  {
    rule: 'widgets-import-contracts-only',
    description: 'a widget imports a rule of the service as a type',
    offendingFile: 'widgets/knows-core.ts',
    files: { 'widgets/knows-core.ts': importingType('../lambdas/core/rule.ts') },
  },
  {
    rule: 'demo-pages-are-browser-code',
    description: 'a page of the demo imports the local server',
    offendingFile: 'local/demo/page.ts',
    files: { 'local/demo/page.ts': importing('../server.ts'), 'local/server.ts': anyModule },
  },
  {
    rule: 'page-build-does-not-import-cdk',
    description: 'the build of the pages imports a stack',
    offendingFile: 'lib/edge/pages/build.ts',
    files: { 'lib/edge/pages/build.ts': importing('../distribution.ts'), 'lib/edge/distribution.ts': anyModule },
  },
  {
    rule: 'control-zone-does-not-import-pci-zone',
    description: 'a handler of the control zone composes a step of the PCI zone',
    offendingFile: 'lambdas/control-zone/send-form.handler.ts',
    files: {
      'lambdas/control-zone/send-form.handler.ts': importing('../pci-zone/a-step.ts'),
      'lambdas/pci-zone/a-step.ts': anyModule,
    },
  },
  {
    rule: 'pci-zone-does-not-import-control-zone',
    description: 'a step of the PCI zone imports a step of the control zone',
    offendingFile: 'lambdas/pci-zone/sends.ts',
    files: {
      'lambdas/pci-zone/sends.ts': importing('../control-zone/sends.ts'),
      'lambdas/control-zone/sends.ts': anyModule,
    },
  },
  {
    rule: 'pci-zone-handlers-compose-explicitly',
    description: 'a handler of the PCI zone imports the composer',
    offendingFile: 'lambdas/pci-zone/get-erasure.handler.ts',
    files: {
      'lambdas/pci-zone/get-erasure.handler.ts': importing('../identity/compose-step.ts'),
      'lambdas/identity/compose-step.ts': anyModule,
    },
  },
  {
    rule: 'core-is-pure',
    description: 'a shared rule imports an adapter',
    offendingFile: 'lambdas/core/asks-storage.ts',
    files: {
      'lambdas/core/asks-storage.ts': importing('../adapters/forms.ts'),
      'lambdas/adapters/forms.ts': anyModule,
    },
  },
  {
    rule: 'core-is-pure',
    description: 'a shared rule imports the AWS SDK',
    offendingFile: 'lambdas/core/uses-aws.ts',
    files: { 'lambdas/core/uses-aws.ts': importing('@aws-sdk/client-dynamodb') },
  },
  {
    rule: 'core-root-imports-no-concept',
    description: 'a file at the root of core imports a record',
    offendingFile: 'lambdas/core/knows-forms.ts',
    files: {
      'lambdas/core/knows-forms.ts': importingType('./forms/form.ts'),
      'lambdas/core/forms/form.ts': anyModule,
    },
  },
  {
    rule: 'http-imports-core-only',
    description: 'the HTTP layer imports an admission rule',
    offendingFile: 'lambdas/http/admits.ts',
    files: {
      'lambdas/http/admits.ts': importing('../identity/admits.ts'),
      'lambdas/identity/admits.ts': anyModule,
    },
  },
  {
    rule: 'requests-import-no-record',
    description: 'the code that sends requests imports the tables',
    offendingFile: 'lambdas/adapters/dynamodb/request/knows-tables.ts',
    files: {
      'lambdas/adapters/dynamodb/request/knows-tables.ts': importingType('../tables.ts'),
      'lambdas/adapters/dynamodb/tables.ts': anyModule,
    },
  },
  {
    rule: 'use-cases-import-ports-only',
    description: 'a use case imports an adapter',
    offendingFile: 'lambdas/control-zone/cancel-form.ts',
    files: { 'lambdas/control-zone/cancel-form.ts': importing('../adapters/forms.ts') },
  },
  {
    rule: 'use-cases-import-ports-only',
    description: 'a use case imports HTTP as a type',
    offendingFile: 'lambdas/pci-zone/erase.ts',
    files: { 'lambdas/pci-zone/erase.ts': importingType('../http/response.ts'), 'lambdas/http/response.ts': anyModule },
  },
  {
    rule: 'vault-and-holding-stay-in-the-pci-zone',
    description: 'a shared adapter imports the vault',
    offendingFile: 'lambdas/adapters/reaches-vault.ts',
    files: {
      'lambdas/adapters/reaches-vault.ts': importing('../pci-zone/vault/vault.ts'),
      'lambdas/pci-zone/vault/vault.ts': anyModule,
    },
  },
  {
    rule: 'cryptography-and-holding-clients-stay-in-the-pci-zone',
    description: 'identity imports the KMS client',
    offendingFile: 'lambdas/identity/asks-kms.ts',
    files: { 'lambdas/identity/asks-kms.ts': importing('@aws-sdk/client-kms') },
  },
  {
    rule: 'cryptography-and-holding-clients-stay-in-the-pci-zone',
    description: 'the local run imports the Redis client',
    offendingFile: 'local/redis.ts',
    files: { 'local/redis.ts': importing('@redis/client') },
  },
  {
    rule: 'dynamodb-stays-in-adapters',
    description: 'a handler imports the DynamoDB client',
    offendingFile: 'lambdas/control-zone/get-form.handler.ts',
    files: { 'lambdas/control-zone/get-form.handler.ts': importing('@aws-sdk/client-dynamodb') },
  },
  {
    rule: 'middy-stays-in-http',
    description: 'a handler builds a middleware stack of its own',
    offendingFile: 'lambdas/identity/own-stack.handler.ts',
    files: { 'lambdas/identity/own-stack.handler.ts': importing('@middy/core') },
  },
  {
    rule: 'encryption-in-one-file',
    description: 'a second file of the vault imports encryption',
    offendingFile: 'lambdas/pci-zone/vault/second-encryption.ts',
    files: { 'lambdas/pci-zone/vault/second-encryption.ts': importing('@aws-crypto/encrypt-node') },
  },
  {
    rule: 'decryption-in-one-file',
    description: 'the file that encrypts imports decryption, too',
    offendingFile: 'lambdas/pci-zone/vault/encrypt-answers.ts',
    files: { 'lambdas/pci-zone/vault/encrypt-answers.ts': importing('@aws-crypto/decrypt-node') },
  },
  {
    rule: 'submit-cannot-decrypt',
    description: 'submit-form imports a file that imports decryption',
    offendingFile: 'lambdas/pci-zone/submit-form.handler.ts',
    files: {
      'lambdas/pci-zone/submit-form.handler.ts': importing('./vault/whole-vault.ts'),
      'lambdas/pci-zone/vault/whole-vault.ts': `${importing('./decrypt-answers.ts')}export * from './encrypt-answers.ts'\n`,
      'lambdas/pci-zone/vault/decrypt-answers.ts': anyModule,
    },
  },
  {
    rule: 'retrieve-cannot-encrypt',
    description: 'retrieve-submission imports a file that imports encryption',
    offendingFile: 'lambdas/pci-zone/retrieve-submission.handler.ts',
    files: { 'lambdas/pci-zone/retrieve-submission.handler.ts': importing('./vault/whole-vault.ts') },
  },
  {
    rule: 'retrieve-cannot-encrypt',
    description: 'view-history imports the generation of data keys',
    offendingFile: 'lambdas/pci-zone/view-history.ts',
    files: {
      'lambdas/pci-zone/view-history.ts': importing('./vault/kms-data-key-maker.ts'),
      'lambdas/pci-zone/vault/kms-data-key-maker.ts': anyModule,
    },
  },
  ...plantedInLib,
  {
    rule: 'shipped-code-does-not-import-tooling',
    description: 'a handler imports the local run',
    offendingFile: 'lambdas/control-zone/resume-form.handler.ts',
    files: { 'lambdas/control-zone/resume-form.handler.ts': importing('../../local/server.ts') },
  },
  {
    rule: 'no-development-package',
    description: 'shipped code imports a test library',
    offendingFile: 'lambdas/adapters/random.ts',
    files: { 'lambdas/adapters/random.ts': importing('fast-check') },
  },
  {
    rule: 'no-undeclared-package',
    description: 'shipped code imports a package that package.json does not declare',
    offendingFile: 'lambdas/adapters/padding.ts',
    files: { 'lambdas/adapters/padding.ts': importing(undeclaredPackage) },
  },
  {
    rule: 'no-unresolvable',
    description: 'an import does not resolve',
    offendingFile: 'lambdas/adapters/astray.ts',
    files: { 'lambdas/adapters/astray.ts': importing('./nowhere.ts') },
  },
  {
    rule: 'no-cycle',
    description: 'two files import each other, one of them only a type',
    offendingFile: 'lambdas/adapters/chicken.ts',
    files: {
      'lambdas/adapters/chicken.ts': importingType('./egg.ts'),
      'lambdas/adapters/egg.ts': importing('./chicken.ts'),
    },
  },
  {
    rule: 'no-orphan',
    description: 'a file imports nothing, and no file imports it',
    offendingFile: 'lambdas/adapters/left-over.ts',
    files: { 'lambdas/adapters/left-over.ts': anyModule },
  },
]
