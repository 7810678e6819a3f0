/**
 * The groups of packages. `npm install` installs `dependencies`, which is what `npm start` loads. The two groups below
 * are part of `devDependencies`, and .npmrc leaves them out.
 */

/** What only deploying loads, or what only deployed functions contain. A test compares the list with the imports. */
export const deploymentPackages = [
  '@aws-sdk/client-api-gateway',
  '@aws-sdk/client-cloudformation',
  '@aws-sdk/client-cloudfront',
  '@aws-sdk/client-cognito-identity-provider',
  '@aws-sdk/client-eventbridge',
  '@aws-sdk/client-s3',
  '@aws-sdk/client-secrets-manager',
  '@aws-sdk/credential-provider-node',
  '@aws-sdk/xml-builder',
  'aws-cdk',
  'aws-cdk-lib',
  'constructs',
] as const

/** `development` is all of `devDependencies`, so it includes `deployment`. */
export type PackageGroup = 'deployment' | 'development'

/** What a group adds to `npm install`, as measured on Linux. The sizes are for the sentence that announces it. */
export const additions: Readonly<Record<PackageGroup, { readonly contents: string; readonly megabytes: number }>> = {
  deployment: { contents: 'the AWS CDK and clients of AWS', megabytes: 240 },
  development: { contents: 'the test tools, compilers, Chromium and the AWS CDK', megabytes: 620 },
}
