/**
 * The resources for authentication: the authorizer that turns a token into a principal, and the user pool of a stage
 * without an external issuer.
 */
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { DiscoveredSignIn, SignInSettings } from '../../contracts/sign-in-settings.ts'
import type { IssuerList } from '../../lambdas/identity/issuers.ts'
import { type StageFile, stageFileName } from '../../lambdas/identity/stage-issuers.ts'
import { viewerAddressHeader } from '../edge/viewer-address.ts'
import { json, stepFunction, type ZoneFunctionProps } from '../step-function.ts'
import { InactivePeople } from './inactive-people.ts'
import { People } from './people.ts'
import type { PoolTriggersProps } from './pool-triggers.ts'

export interface SignInProps extends PoolTriggersProps {
  /** The address of the administration page, to which people return after signing in. */
  readonly adminAddress: string
}

export class SignIn extends Construct {
  readonly authorizer: LambdaFunction
  /** The user pool; undefined unless the stage has its own. */
  readonly people: People | undefined

  /** How administrators sign in to the administration page, if they can. */
  readonly adminSignIn: SignInSettings | DiscoveredSignIn | undefined

  /** The scheduled function that disables inactive people. */
  readonly disableUnused: LambdaFunction

  readonly logGroup: ZoneFunctionProps['logGroup']

  constructor(scope: Construct, id: string, { adminAddress, ...props }: SignInProps) {
    super(scope, id)
    const { tablesKey, tableArns, environment, ...zone } = props
    this.disableUnused = new InactivePeople(this, 'Unused', props).function
    this.logGroup = zone.logGroup
    const { signIn } = zone.settings
    this.people =
      signIn.kind === 'cognito'
        ? new People(this, 'People', { ...zone, tablesKey, tableArns, environment, adminAddress, signIn })
        : undefined
    this.adminSignIn = signIn.kind === 'issuers' ? signIn.admin : this.people?.signIn
    const { sites } = zone.settings
    const stageFile: StageFile = { sites: [...sites], ...(signIn.kind === 'issuers' && { issuers: signIn.issuers }) }
    this.authorizer = stepFunction(this, 'authorizer', {
      ...zone,
      description: 'Turns an access token into a principal.',
      environment: {
        VIEWER_ADDRESS_HEADER: viewerAddressHeader,
        ...(this.people && { ISSUERS: json(this, this.people.issuers satisfies IssuerList) }),
      },
      files: { [stageFileName]: JSON.stringify(stageFile) },
      // The authorizer fetches the issuers' public keys and discovery documents, and sends no other requests.
      statements: [],
      timeoutSeconds: 8,
    })
  }
}
