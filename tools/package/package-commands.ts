/** The commands of the package. Each starts the same program as the npm script of a clone. */

interface PackageCommand {
  readonly summary: string
  readonly start: () => Promise<unknown>
  /** True if the command needs the CDK, which the package does not install. */
  readonly needsCdk: boolean
}

const command = (summary: string, start: () => Promise<unknown>): PackageCommand => ({
  summary,
  start,
  needsCdk: false,
})
const cdkCommand = (summary: string, start: () => Promise<unknown>): PackageCommand => ({
  summary,
  start,
  needsCdk: true,
})
const cdk = () => import('../../bin/cdk.ts')

export const packageCommands = {
  start: command('runs the whole product on this machine', () => import('../../bin/local.ts')),
  bootstrap: cdkCommand('prepares the AWS account of a stage', cdk),
  synth: cdkCommand('writes the CloudFormation templates of a stage', cdk),
  diff: cdkCommand('shows what a deployment would change', cdk),
  deploy: cdkCommand('deploys a stage', cdk),
  destroy: cdkCommand('removes a stage', cdk),
  'execution-policy': cdkCommand(
    'computes the policies with which CloudFormation can deploy a stage',
    () => import('../../bin/execution-policy.ts'),
  ),
  doctor: command('checks whether an account is ready for a stage', () => import('../../bin/doctor.ts')),
  'site-create': command('creates a site in a deployed stage', () => import('../../bin/site-create.ts')),
  'agent-create': command('creates an agent in the user pool of a stage', () => import('../../bin/agent-create.ts')),
  token: command('gets an access token', () => import('../../bin/token.ts')),
  'issuer-check': command(
    'says what a stage sees in an access token, or which rule refuses it',
    () => import('../../bin/issuer-check.ts'),
  ),
  smoke: command('sends one form and tries to abuse it', () => import('../../bin/smoke.ts')),
  prove: cdkCommand('deploys a demo, verifies it, and removes it', () => import('../../bin/prove.ts')),
  'page-watch': command(
    'compares the pages of a deployment with this version',
    () => import('../../bin/page-watch.ts'),
  ),
  'embed-tags': command('prints the tags for your pages, pinned to a version', () => import('../../bin/embed-tags.ts')),
  'audit-verify': command('checks whether an audit log is intact', () => import('../../bin/audit-verify.ts')),
  'audit-export': command('copies the audit log into a folder', () => import('../../bin/audit-export.ts')),
} as const satisfies Readonly<Record<string, PackageCommand>>

export const isCommandName = (name: string): name is keyof typeof packageCommands =>
  Object.hasOwn(packageCommands, name)
