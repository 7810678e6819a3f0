/** For each rule of .dependency-cruiser.mjs the smallest tree that breaks it. Paths are the project's, files are not. */

import { plantedInLib } from './boundaries.planted-in-lib.ts'
import { importing, importingType, type Planted, something } from './boundaries.planting.ts'

/** Packages as they are declared in the planted tree. */
export const declaredPackages = {
  dependencies: [
    ...['zod', 'lit', 'card-validator', '@aws-crypto/encrypt-node', '@aws-crypto/decrypt-node'],
    ...['@aws-sdk/client-dynamodb', '@aws-sdk/client-kms', '@redis/client', '@middy/core'],
    ...['@aws-sdk/client-s3', 'aws-cdk-lib', 'constructs', 'cdk-nag'],
  ],
  devDependencies: ['fast-check'],
} as const

export const undeclaredPackage = 'left-pad'

export const planted: readonly Planted[] = [
  {
    rule: 'contracts-import-contracts-only',
    means: 'a contract knows a rule of the service',
    by: 'contracts/knows-core.ts',
    files: { 'contracts/knows-core.ts': importing('../lambdas/core/rule.ts'), 'lambdas/core/rule.ts': something },
  },
  {
    rule: 'contracts-import-contracts-only',
    means: 'a contract uses a module of Node',
    by: 'contracts/uses-node.ts',
    files: { 'contracts/uses-node.ts': importing('node:crypto') },
  },
  {
    rule: 'zod-is-zod-mini',
    means: 'a contract takes the whole of zod',
    by: 'contracts/whole-zod.ts',
    files: { 'contracts/whole-zod.ts': importing('zod') },
  },
  {
    rule: 'widgets-import-contracts-only',
    means: 'a widget knows a rule of the service, if only as a type',
    by: 'widgets/knows-core.ts',
    files: { 'widgets/knows-core.ts': importingType('../lambdas/core/rule.ts') },
  },
  {
    rule: 'demo-pages-are-browser-code',
    means: 'a page of the demo imports the local server',
    by: 'local/demo/page.ts',
    files: { 'local/demo/page.ts': importing('../server.ts'), 'local/server.ts': something },
  },
  {
    rule: 'pages-are-built-without-the-cdk',
    means: 'the build of the pages knows a stack',
    by: 'lib/edge/pages/build.ts',
    files: { 'lib/edge/pages/build.ts': importing('../distribution.ts'), 'lib/edge/distribution.ts': something },
  },
  {
    rule: 'control-zone-knows-no-pci-zone',
    means: 'a handler of the control zone composes a step of the PCI zone',
    by: 'lambdas/control-zone/send-form.handler.ts',
    files: {
      'lambdas/control-zone/send-form.handler.ts': importing('../pci-zone/a-step.ts'),
      'lambdas/pci-zone/a-step.ts': something,
    },
  },
  {
    rule: 'pci-zone-knows-no-control-zone',
    means: 'a step of the PCI zone uses one of the control zone',
    by: 'lambdas/pci-zone/sends.ts',
    files: {
      'lambdas/pci-zone/sends.ts': importing('../control-zone/sends.ts'),
      'lambdas/control-zone/sends.ts': something,
    },
  },
  {
    rule: 'core-is-pure',
    means: 'a shared rule asks storage',
    by: 'lambdas/core/asks-storage.ts',
    files: {
      'lambdas/core/asks-storage.ts': importing('../adapters/forms.ts'),
      'lambdas/adapters/forms.ts': something,
    },
  },
  {
    rule: 'core-is-pure',
    means: 'a shared rule is made of the AWS SDK',
    by: 'lambdas/core/uses-aws.ts',
    files: { 'lambdas/core/uses-aws.ts': importing('@aws-sdk/client-dynamodb') },
  },
  {
    rule: 'use-cases-know-ports-only',
    means: 'a use case imports an adapter',
    by: 'lambdas/control-zone/cancel-form.ts',
    files: { 'lambdas/control-zone/cancel-form.ts': importing('../adapters/forms.ts') },
  },
  {
    rule: 'use-cases-know-ports-only',
    means: 'a use case knows HTTP, if only as a type',
    by: 'lambdas/pci-zone/erase.ts',
    files: { 'lambdas/pci-zone/erase.ts': importingType('../http/response.ts'), 'lambdas/http/response.ts': something },
  },
  {
    rule: 'vault-and-holding-stay-in-the-pci-zone',
    means: 'an adapter that both zones share reaches the vault',
    by: 'lambdas/adapters/reaches-vault.ts',
    files: {
      'lambdas/adapters/reaches-vault.ts': importing('../pci-zone/vault/vault.ts'),
      'lambdas/pci-zone/vault/vault.ts': something,
    },
  },
  {
    rule: 'cryptography-and-holding-clients-stay-in-the-pci-zone',
    means: 'identity asks KMS',
    by: 'lambdas/identity/asks-kms.ts',
    files: { 'lambdas/identity/asks-kms.ts': importing('@aws-sdk/client-kms') },
  },
  {
    rule: 'cryptography-and-holding-clients-stay-in-the-pci-zone',
    means: 'the local run speaks to a Redis server itself',
    by: 'local/redis.ts',
    files: { 'local/redis.ts': importing('@redis/client') },
  },
  {
    rule: 'dynamodb-stays-in-adapters',
    means: 'a handler speaks to DynamoDB itself',
    by: 'lambdas/control-zone/get-form.handler.ts',
    files: { 'lambdas/control-zone/get-form.handler.ts': importing('@aws-sdk/client-dynamodb') },
  },
  {
    rule: 'middy-stays-in-http',
    means: 'a handler builds a middleware stack of its own',
    by: 'lambdas/identity/own-stack.handler.ts',
    files: { 'lambdas/identity/own-stack.handler.ts': importing('@middy/core') },
  },
  {
    rule: 'encryption-in-one-file',
    means: 'a second file of the vault encrypts',
    by: 'lambdas/pci-zone/vault/second-encryption.ts',
    files: { 'lambdas/pci-zone/vault/second-encryption.ts': importing('@aws-crypto/encrypt-node') },
  },
  {
    rule: 'decryption-in-one-file',
    means: 'the file that encrypts also decrypts',
    by: 'lambdas/pci-zone/vault/encrypt-answers.ts',
    files: { 'lambdas/pci-zone/vault/encrypt-answers.ts': importing('@aws-crypto/decrypt-node') },
  },
  {
    rule: 'submit-cannot-decrypt',
    means: 'submitting reaches decryption through another file',
    by: 'lambdas/pci-zone/submit-form.handler.ts',
    files: {
      'lambdas/pci-zone/submit-form.handler.ts': importing('./vault/whole-vault.ts'),
      'lambdas/pci-zone/vault/whole-vault.ts': `${importing('./decrypt-answers.ts')}export * from './encrypt-answers.ts'\n`,
      'lambdas/pci-zone/vault/decrypt-answers.ts': something,
    },
  },
  {
    rule: 'retrieve-cannot-encrypt',
    means: 'retrieving reaches encryption through another file',
    by: 'lambdas/pci-zone/retrieve-submission.handler.ts',
    files: { 'lambdas/pci-zone/retrieve-submission.handler.ts': importing('./vault/whole-vault.ts') },
  },
  {
    rule: 'retrieve-cannot-encrypt',
    means: 'the history reaches the maker of data keys',
    by: 'lambdas/pci-zone/view-history.ts',
    files: {
      'lambdas/pci-zone/view-history.ts': importing('./vault/kms-data-key-maker.ts'),
      'lambdas/pci-zone/vault/kms-data-key-maker.ts': something,
    },
  },
  ...plantedInLib,
  {
    rule: 'shipped-code-knows-no-stand-in',
    means: 'a handler falls back on the local run',
    by: 'lambdas/control-zone/resume-form.handler.ts',
    files: { 'lambdas/control-zone/resume-form.handler.ts': importing('../../local/server.ts') },
  },
  {
    rule: 'no-development-package',
    means: 'shipped code draws its randomness from a test library',
    by: 'lambdas/adapters/random.ts',
    files: { 'lambdas/adapters/random.ts': importing('fast-check') },
  },
  {
    rule: 'no-undeclared-package',
    means: 'shipped code uses a package that happens to be there',
    by: 'lambdas/adapters/padding.ts',
    files: { 'lambdas/adapters/padding.ts': importing(undeclaredPackage) },
  },
  {
    rule: 'no-unresolvable',
    means: 'an import leads nowhere',
    by: 'lambdas/adapters/astray.ts',
    files: { 'lambdas/adapters/astray.ts': importing('./nowhere.ts') },
  },
  {
    rule: 'no-cycle',
    means: 'two files need each other, one of them for a type',
    by: 'lambdas/adapters/chicken.ts',
    files: {
      'lambdas/adapters/chicken.ts': importingType('./egg.ts'),
      'lambdas/adapters/egg.ts': importing('./chicken.ts'),
    },
  },
  {
    rule: 'no-orphan',
    means: 'a file is left over',
    by: 'lambdas/adapters/left-over.ts',
    files: { 'lambdas/adapters/left-over.ts': something },
  },
]
